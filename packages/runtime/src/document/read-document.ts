import {
  type Position,
  parse,
  type ResponseDocument,
  response,
  type VerbReader,
} from "@repartee/markup";
import { MAX_DOCUMENT_BYTES } from "@repartee/protocol";
import type { NoticeInput } from "../exchange/exchange-draft.ts";
import type { Answer } from "../http/webhook-response.ts";
import { decodeDocument } from "./decode-document.ts";

/** What an answer asks for: a document to run, or why there is none. Notices tell of what was odd. */
export type ReadAnswer =
  | {
      readonly ok: true;
      readonly document: ResponseDocument;
      /** Where each verb begins; empty for a document that was no markup. */
      readonly positions: readonly Position[];
      readonly notices: readonly NoticeInput[];
    }
  | { readonly ok: false; readonly notice: NoticeInput };

const markupTypes = new Set(["text/xml", "application/xml", "text/html"]);

/** Reads an answer by its status and content type, as the platform does. */
export function readAnswer(
  answer: Answer,
  url: string,
  verbs: readonly VerbReader[] = [],
): ReadAnswer {
  if (answer.status >= 400)
    return refuse(11200, statusSentence(answer.status), statusAdvice(answer.status, url));
  if (answer.tooLarge)
    return refuse(11750, `The answer is larger than ${MAX_DOCUMENT_BYTES} bytes.`);
  // 204 acknowledges a message without a reply.
  if (answer.status === 204) return run(response());

  const contentType = answer.header("content-type");
  const type = contentType?.split(";", 1)[0]?.trim().toLowerCase();
  if (type === undefined || type === "") {
    return refuse(12300, "The answer has no Content-Type; expected text/xml.");
  }
  if (type !== "text/plain" && !markupTypes.has(type)) {
    return refuse(
      12300,
      `The answer is ${type}; expected text/xml, application/xml or text/plain.`,
    );
  }
  const decoded = decodeDocument(answer);
  if (!decoded.ok) return refuse(12100, decoded.sentence, decoded.advice);
  const { text } = decoded;
  if (type === "text/plain") {
    // The builder throws for a text that is too long; of this one the judge tells (14103). NUL is
    // dropped as the builder does: databases end a text there.
    const body = text.replaceAll("\u0000", "");
    const read = run(response({ kind: "message", body, media: [] }));
    return looksLikeDocument(text) ? { ...read, notices: [documentAsText] } : read;
  }
  // An empty body is no XML; the code of an empty answer tells more than a parse failure at 1:1.
  if (text === "") return refuse(11770, "The answer has status 200 and an empty body.");
  if (type === "text/html" && /^\s*(<!doctype html|<html)/i.test(text)) {
    return refuse(12300, "The answer is an HTML page, not a reply document.");
  }

  // Authors indent their markup; that a person should get the indentation is meant by none.
  const parsed = parse(text, { whitespace: "trim", verbs });
  if (!parsed.ok) {
    const { code, sentence, line, column } = parsed.error;
    const advice = text.trimStart().startsWith("<") ? undefined : textAsMarkup(type);
    return { ok: false, notice: { code, sentence, line, column, advice } };
  }
  const { document, positions, warnings } = parsed;
  const isNested = document.verbs.some(
    (verb) => verb.kind === "message" && looksLikeDocument(verb.body),
  );
  const notices = isNested ? [...warnings, documentInMessage] : warnings;
  return { ok: true, document, positions, notices };
}

function looksLikeDocument(text: string): boolean {
  return /^\ufeff?\s*<(?:\?xml\s|Response[\s/>])/.test(text);
}

// Twilio sends it as it is, without a word; `new Response(xml)` and `res.end(xml)` are how it happens.
const documentAsText: NoticeInput = {
  code: 12300,
  level: "warning",
  sentence: "The answer is a reply document served as text/plain: its markup is sent as a text.",
  advice:
    'Serve it as text/xml: new Response(xml, { headers: { "Content-Type": "text/xml" } }), or res.type("text/xml").send(xml).',
};

// A handler that returns `twiml.toString()` where a text is expected.
const documentInMessage: NoticeInput = {
  code: 12300,
  level: "warning",
  sentence: "<Message> contains a reply document: its markup is sent as a text.",
  advice:
    "Return the text, or the response object itself. If the handler makes the XML, respond with that XML alone, as text/xml.",
};

/** What helps with `res.send("Hi")`, which Express serves as text/html. */
function textAsMarkup(type: string): string {
  return `The answer is plain text served as ${type}, which is read as XML. Serve it as text/plain: res.type("text/plain").send(text); or answer with <Response><Message>text</Message></Response>.`;
}

function run(document: ResponseDocument): Extract<ReadAnswer, { readonly ok: true }> {
  return { ok: true, document, positions: [], notices: [] };
}

function refuse(code: number, sentence: string, advice?: string): ReadAnswer {
  return { ok: false, notice: { code, sentence, advice } };
}

function statusSentence(status: number): string {
  return `The app answered with HTTP status ${status}; its body is not run.`;
}

function statusAdvice(status: number, url: string): string | undefined {
  if (status === 403) {
    return `The app refused the signature: its public URL must be the one that was signed (${url}), and its auth token that of this account.`;
  }
  if (status === 404 || status === 405) {
    return `The app has no handler at this path and method: check the webhook's path (${url}).`;
  }
  return status >= 500 ? "The handler failed: the app's own log says where." : undefined;
}
