import { chosen, differs, type RuleGroup, same } from "./rule.ts";

const alerts = "test/runtime-alerts.test.ts";
const kept = "every warning and error is kept with its request, and posted as documented";

/** What the debugger tells. */
export const debugging: RuleGroup = {
  heading: "Debugger",
  rules: [
    same("Each warning and error is kept, with its request", alerts, kept),
    differs(
      "Each is posted as documented, signed",
      "`more_info` has no `sourceComponent`",
      alerts,
      kept,
    ),
    same(
      "`ParentAccountSid` for a sub-account",
      "test/configured-platform.test.ts",
      "an alert of a sub-account names the account above",
    ),
    chosen("A post that fails", "it is tried once, and makes no alert", alerts, kept),
    same(
      "A status callback that fails is told",
      alerts,
      "a status callback that fails is an alert too",
    ),
    chosen(
      "Media that the app requests without credentials",
      "a notice at the exchange and an alert (20003)",
      "test/media-access.test.ts",
      "media that is requested without credentials is a notice with the remedy, and an alert",
    ),
    differs(
      "An odd answer to a status callback",
      "no warning: its status alone is looked at",
      alerts,
      "of a status callback's answer the status alone is looked at",
    ),
  ],
};
