import { type CodeRows, E } from "./code-row.ts";

/** Why messages are not scheduled, sent or delivered, and what lookups do not know, by code. */
export const deliveryCodes: CodeRows = {
  30001: [E, "Queue overflow", "Send more slowly or from more senders."],
  30002: [E, "Account suspended", "Activate the account, and send again."],
  30003: [E, "Unreachable destination handset", "The handset is off or has no signal; try later."],
  30004: [E, "Message blocked", "The recipient or the carrier blocks this sender."],
  30005: [E, "Unknown destination handset", "Check the number: nobody has it."],
  30006: [E, "Landline or unreachable carrier", "Send to a mobile number."],
  30007: [E, "Message filtered", "The carrier took the content for unwanted; change it."],
  30008: [E, "Unknown error", "The carrier gave no reason; try again."],
  30017: [
    E,
    "Carrier network congestion",
    "The carrier was too busy for too long; send again later.",
  ],
  30019: [
    E,
    "Content size exceeds carrier limit",
    "Send smaller media: the carrier takes no more.",
  ],
  30022: [E, "Campaign rate limit exceeded", "Send more slowly."],
  30023: [
    E,
    "Daily message cap reached",
    "Wait until the next day, or register for a higher allowance.",
  ],
  30027: [
    E,
    "T-Mobile daily limit reached",
    "Wait until midnight Pacific time, or register for a higher allowance.",
  ],
  30029: [E, "Invalid ContentRetention", "Leave it out, or give retain."],
  30030: [E, "Invalid AddressRetention", "Leave it out, or give retain."],
  30032: [E, "Toll-free number not verified", "Verify the number, or send from another one."],
  30034: [
    E,
    "10DLC message from an unregistered number",
    "Add the number to a registered campaign.",
  ],
  30036: [E, "Validity period expired", "Raise ValidityPeriod, or send more slowly."],
  30409: [
    E,
    "Message cannot be canceled",
    "Only a scheduled message can be canceled, before it is sent.",
  ],
  30410: [
    E,
    "Provider timeout",
    "The carrier did not answer; it may still have sent the message, so it is not repeated.",
  ],
  30500: [E, "Internal error", "See the log of the platform for the cause."],
  35111: [E, "SendAt missing", "Give SendAt with ScheduleType."],
  35114: [E, "SendAt is not a time", "Give SendAt in ISO 8601 form, such as 2026-08-01T12:00:00Z."],
  35115: [E, "SendAt too early", "Schedule a message more than 300 seconds ahead."],
  35117: [E, "SendAt too late", "Schedule a message at most 35 days ahead."],
  35118: [E, "MessagingServiceSid required", "Schedule through a Messaging Service."],
  35125: [E, "Too many scheduled messages", "Wait until some are sent, or cancel some."],
  35126: [E, "ScheduleType not supported", "Use fixed, with SendAt."],
  60600: [E, "Lookup out of coverage", "Do without this part: nobody knows it of this number."],
  63007: [
    E,
    "No sender of this channel",
    "Send SMS or MMS: give phone numbers without a channel's prefix.",
  ],
};
