import { absent, chosen, differs, type RuleGroup, same } from "./rule.ts";

const flow = "test/runtime.test.ts";
const messages = "test/runtime-messages.test.ts";
const fallback = "test/runtime-fallback.test.ts";
const configured = "test/configured-platform.test.ts";
const told = "each verb that cannot run is told with its place; the others run";
const statuses = "statuses go to statusCallback, else to the action, by the message's method";
const reply = "a picture goes in, the app is asked, its picture comes back";

/** What becomes of a document. */
export const running: RuleGroup = {
  heading: "Running",
  rules: [
    same(
      "Verbs from top to bottom, nothing after a Redirect",
      flow,
      "verbs run top to bottom, and what follows a Redirect never runs",
    ),
    same(
      "`<Redirect>`: POST, or its method, with the inbound parameters",
      flow,
      "a Redirect is asked for as its method says, with the inbound parameters",
    ),
    same(
      "A Redirect or an action that leads nowhere (11100)",
      flow,
      "a Redirect or an action that leads nowhere is told with 11100, and the rest runs",
    ),
    chosen(
      "Relative URLs",
      "they begin where the document was found, after HTTP redirects",
      flow,
      "relative URLs begin where the document was found",
    ),
    same(
      "`<Message>` from the number to the person, or by `from` and `to`",
      messages,
      "a message goes from the number to the person, unless it says otherwise",
    ),
    same(
      "`to` and `from` as people write numbers; without a country code, of the sender's country",
      messages,
      "to=%j is read as people write numbers",
    ),
    chosen(
      "Text and bodies are one body; `<Sms>` is a `<Message>`",
      "in their order, without blanks around it",
      messages,
      "text and bodies are one body without blanks around it, and Sms is a Message",
    ),
    same(
      "`<Message>` is skipped, told with its place, for its `to` (14101), `from` (14102), `method` (14104)",
      messages,
      told,
    ),
    same(
      "Likewise without text and media, with over 1600 characters (14103), for `statusCallback` (14105)",
      messages,
      told,
    ),
    chosen("Likewise with over ten media", "21623", messages, told),
    same("Other verbs are skipped, told with their place (14110, 12200)", messages, told),
    same(
      "Other attributes and elements are told (12200), and the message goes",
      messages,
      "what a message should not hold is told with 12200, and the message goes",
    ),
    same(
      "A sender that cannot text (14108)",
      configured,
      "a reply from a number that sends no texts is told of with 14108",
    ),
    chosen("`<Media>` with a relative URL", "resolved", "test/reply.test.ts", reply),
    same(
      "A reply's statuses are called back as those of the REST API, from the second on",
      "test/reply.test.ts",
      reply,
    ),
    differs(
      "The status URL",
      "`statusCallback`, else `action`; on the platform the one for an MMS, the other for the rest",
      messages,
      statuses,
    ),
    differs(
      "`action` and `statusCallback` that are not the same",
      "told (14105); undefined on the platform",
      messages,
      statuses,
    ),
    chosen(
      "`action` takes over",
      "it is asked once, when its message is queued; the documentation has it both ways",
      flow,
      "an action is asked once its message is queued, and its document takes the rest's place",
    ),
    same(
      "`action` as a status URL alone",
      flow,
      "an action is a status URL alone when it is switched so",
    ),
    differs(
      "`action` of a message that cannot be sent hears `invalid`",
      "not when `method` is what is wrong",
      flow,
      "the action of a message that cannot be sent hears that it is invalid",
    ),
    same(
      "50 documents (14106)",
      flow,
      "a circle of documents ends at the fifty-first, and keeps what was sent",
    ),
    same("10 replies (14109)", flow, "the eleventh reply of a session is not sent"),
    same(
      "30 replies in a row, each within 30 s: the next has failed (14107)",
      flow,
      "two machines that answer each other are stopped after thirty replies",
    ),
    differs(
      "That limit switched off",
      "for all accounts at once",
      configured,
      "two numbers that answer each other stop, unless that is not wanted",
    ),
    same(
      "The fallback is asked once, with `ErrorCode` and `ErrorUrl`, for whatever document fails",
      fallback,
      "after %s the fallback is asked once, with code and URL",
    ),
    same("A fallback that fails is the end", fallback, "a fallback that fails too is the end"),
    same(
      "No fallback for warnings",
      fallback,
      "warnings lead to no fallback, and without one a failure is the end",
    ),
    chosen(
      "A message that was being answered when the platform ended",
      "asked about again at the next start, with the same tokens; what was accepted is not sent again",
      "test/runtime-restart.test.ts",
      "a message is answered again after a restart, with the same tokens, and no reply goes twice",
    ),
    differs(
      "Verbs of your own; one that throws is 30500",
      "the platform has none",
      "test/runtime-own-verbs.test.ts",
      "verbs of one's own run, lead on, end, refuse and fail",
    ),
    absent("Recipients of a trial account (14111)"),
  ],
};
