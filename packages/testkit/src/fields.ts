import {
  type FormPairs,
  type InboundAnnouncement,
  type StatusAnnouncement,
  toInboundMessageFields,
  toStatusEventFields,
} from "@repartee/protocol";

/** What to change of the message that is valid by default. */
export type InboundOverrides = Partial<InboundAnnouncement>;

/**
 * The fields of an inbound message: a text from +14155550100 to +14155550199, or what is given.
 *
 * @example
 * inboundFields({ body: "STOP" });
 */
export function inboundFields(overrides: InboundOverrides = {}): FormPairs {
  return toInboundMessageFields({
    messageSid: "SM00000000000000000000000000000001",
    accountSid: "AC00000000000000000000000000000001",
    from: "+14155550100",
    to: "+14155550199",
    body: "Hello",
    numSegments: 1,
    media: [],
    ...overrides,
  });
}

/** What to change of the event that is valid by default. */
export type StatusOverrides = Partial<StatusAnnouncement>;

/**
 * The fields of a status callback: `delivered`, or what is given.
 *
 * @example
 * statusFields({ status: "undelivered", errorCode: 30003 });
 */
export function statusFields(overrides: StatusOverrides = {}): FormPairs {
  return toStatusEventFields({
    messageSid: "SM00000000000000000000000000000001",
    accountSid: "AC00000000000000000000000000000001",
    from: "+14155550199",
    to: "+14155550100",
    status: "delivered",
    ...overrides,
  });
}
