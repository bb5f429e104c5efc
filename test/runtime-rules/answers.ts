import { absent, chosen, differs, type RuleGroup, same } from "./rule.ts";

const answered = "packages/runtime/src/document/read-document.test.ts";
const none = "%s with %j is no document";
const faults = "test/runtime-faults.test.ts";
const faulty = "an app that is %s ends in %d, in time, and the fallback answers";

/** What the app's answer may be. */
export const answers: RuleGroup = {
  heading: "Answers",
  rules: [
    same(
      "`text/xml`, `application/xml` and `text/html` are markup",
      answered,
      "%s is read as markup",
    ),
    same("`text/plain` is one message", answered, "text/plain is one message, word for word"),
    chosen(
      "`text/plain` that is empty, or too long",
      "14103",
      "test/runtime-messages.test.ts",
      "plain text that is %s is told with 14103",
    ),
    differs(
      "`text/plain` that holds a reply document",
      "the same, and a warning (12300) at the exchange says so",
      answered,
      "%j as text/plain is sent as text, with a notice that says so",
    ),
    same("204 is no reply", answered, "204 is no reply"),
    same("Other types, none, an HTML page (12300)", answered, none),
    chosen("An empty body (11770)", "also one that is not chunked", answered, none),
    same("Over 64 kB (11750)", answered, none),
    chosen(
      "Charset",
      "UTF-16 by its mark, else that of the header, else of the declaration, else UTF-8; bytes that do not belong to it are 12100",
      answered,
      "other encodings are read by the header, then by the declaration",
    ),
    chosen(
      "`Content-Encoding`, which no request asks for",
      "gzip, deflate and br are read; another compression is named (12100)",
      answered,
      "an answer in %s is read, though nothing asked for it",
    ),
    same("What is not well-formed, or begins with a blank (12100)", answered, none),
    chosen("A DOCTYPE", "12100", answered, none),
    chosen("A `version` of `<Response>` (12101)", "none is valid", answered, none),
    same("Another root than `<Response>` (12102)", answered, none),
    same("4xx and 5xx (11200) are not run", answered, "status %d is never run"),
    same("What is not HTTP (11206), connections that break off (11205)", faults, faulty),
    same("Each failure ends in time, and in one code", faults, faulty),
    absent("11217 and 11251 beside 11200 and 11206"),
  ],
};
