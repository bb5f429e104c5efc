export { type MessageOptions, message, type RedirectOptions, redirect, response } from "./build.ts";
export type { HttpMethod, MessageVerb, RedirectVerb, ResponseDocument, Verb } from "./document.ts";
export {
  type MarkupError,
  type MarkupWarning,
  type ParseOptions,
  type ParseResult,
  parse,
} from "./parse.ts";
export { type Finding, validate } from "./validate.ts";
export { write } from "./write.ts";
