export * from "./build/builders.ts";
export {
  type MarkupError,
  type MarkupWarning,
  type ParseOptions,
  type ParseResult,
  parse,
} from "./parse.ts";
export { type Finding, validate } from "./validate.ts";
export {
  defineVerb,
  type MadeVerbOptions,
  type OwnVerbDefinition,
  type VerbDefinition,
  type VerbOf,
  type VerbOptions,
} from "./verbs/define-verb.ts";
export { noContent, nounContent, textContent, type VerbContent } from "./verbs/verb-content.ts";
export type { VerbReader } from "./verbs/verb-reader.ts";
export type { Position } from "./xml/line-index.ts";
