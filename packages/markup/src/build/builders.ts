export type {
  AttributeValue,
  HttpMethod,
  MessageVerb,
  Noun,
  OwnVerb,
  RedirectVerb,
  ResponseDocument,
  StepVerb,
  Verb,
} from "../document.ts";
export type { MarkupNode, NodeAttributes } from "../markup-node.ts";
export { write } from "../write.ts";
export { type MessageOptions, message, type RedirectOptions, redirect, response } from "./build.ts";
export {
  type MessageAttributes,
  type MessageNode,
  MessagingResponse,
  type RedirectAttributes,
} from "./messaging-response.ts";
