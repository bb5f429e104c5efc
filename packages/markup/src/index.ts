export {
  defineVerb,
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
export { type ContentReader, noContent, nounContent, textContent } from "./read-content.ts";
export { type Finding, validate } from "./validate.ts";
export type { VerbReader } from "./verb-reader.ts";
