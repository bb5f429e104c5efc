import { absent, chosen, differs, type RuleGroup, same } from "./rule.ts";

const inbound = "test/runtime-inbound.test.ts";
const optOut = "test/opt-out.test.ts";

/** What the app is told, and who is asked. */
export const asking: RuleGroup = {
  heading: "Asking",
  rules: [
    same(
      "Parameters of a text (`SM`) and of an MMS (`MM`), by POST and GET",
      inbound,
      "a message and a picture are announced by %s with all parameters, signed",
    ),
    differs(
      "`FromCity`, `FromState`, `FromZip`, `FromCountry` and the four of `To`",
      "from open data, which know landline prefixes; ZIP codes of the United States only",
      inbound,
      "the places of both numbers are announced",
    ),
    same(
      "`ReferralNumMedia`, which is 0 for SMS and MMS",
      inbound,
      "a message and a picture are announced by %s with all parameters, signed",
    ),
    same(
      "`OtherRecipients` of a group message, which is always an MMS",
      inbound,
      "a group message names the others",
    ),
    same(
      "`MessagingServiceSid`; a number's own webhook, or its service's",
      inbound,
      "a number in a service is announced to its own webhook, or to the service's",
    ),
    differs(
      "A service that has no inbound URL takes no messages",
      "who sends one is told (11321); keywords are heeded",
      optOut,
      "a service that takes no messages in heeds STOP all the same",
    ),
    differs(
      "A number without a webhook keeps its messages",
      "told with 11321, which on the platform is a malformed URL",
      inbound,
      "a number that has no webhook keeps its messages, and says so with 11321",
    ),
    chosen(
      "Messages to an account that is not active",
      "kept, and nobody is asked (10001)",
      "test/rest-accounts.test.ts",
      "sub-accounts see their own alone, and their parent sees them",
    ),
    same(
      "Keywords are heeded before the app is asked, and its reply to STOP is refused (21610)",
      optOut,
      "STOP reaches the app without OptOutType, and its reply is refused with 21610",
    ),
    same(
      "`OptOutType` for a service's own keywords",
      optOut,
      "a service's own word %j is told as %s",
    ),
    chosen(
      "A handset's message over 5 MB, 10 media or 1600 characters",
      "refused (11751, 21623, 21617)",
      "test/bad-input.test.ts",
      "what a handset may not send is refused, said, and shown",
    ),
    absent("`AddOns` (61006), parameters of WhatsApp, RCS and Messenger"),
    absent("Inbound messages filtered as loops or passcodes (30038, 30039)"),
    absent("Regions other than `us1`"),
  ],
};
