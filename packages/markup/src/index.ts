export {
  defineVerb,
  type MadeVerbOptions,
  type OwnVerbDefinition,
  type VerbDefinition,
  type VerbOf,
  type VerbOptions,
} from "./define-verb.ts";
export * from "./light.ts";
export type { Position } from "./line-index.ts";
export {
  type MarkupError,
  type MarkupWarning,
  type ParseOptions,
  type ParseResult,
  parse,
} from "./parse.ts";
export { type Finding, validate } from "./validate.ts";
export { noContent, nounContent, textContent, type VerbContent } from "./verb-content.ts";
export type { VerbReader } from "./verb-reader.ts";
