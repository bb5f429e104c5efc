export { writeValue } from "./trigger-fields.ts";
export {
  categoryNamed,
  sumUp,
  type UsageCategory,
  type UsageSum,
  usageCategories,
  writeMoney,
} from "./usage-categories.ts";
export {
  type DaySpan,
  divide,
  type Interval,
  type NamedPeriod,
  namedPeriod,
  nextDay,
  parseDay,
  startOfDay,
  writeDay,
} from "./usage-periods.ts";
export { createUsageReader, firstDay, type UsageParts, usesIn } from "./usage-reader.ts";
export {
  createUsageTriggers,
  type UsageTriggers,
  type UsageTriggersParts,
} from "./usage-triggers.ts";
