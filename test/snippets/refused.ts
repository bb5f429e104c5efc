import { ourNumber as from, handset as to } from "../support/platform.ts";
import { minutesAhead, optedOut, type Refused } from "./snippet.ts";

/** Calls that Twilio refuses too. */
export const refused: readonly Refused[] = [
  ["no recipient", (client) => client.messages.create({ body: "Hi", from, to: "" }), 21604, /'To'/],
  [
    "an invalid recipient",
    (client) => client.messages.create({ body: "Hi", from, to: "+1234" }),
    21211,
    /^The 'To' number \+1234 is not a valid phone number\.$/,
  ],
  ["no sender", (client) => client.messages.create({ body: "Hi", to }), 21603, /'From'/],
  [
    "a sender of somebody else",
    (client) => client.messages.create({ body: "Hi", from: "+15017122661", to }),
    21606,
    /\+15017122661/,
  ],
  ["no content", (client) => client.messages.create({ from, to }), 21602, /body is required/],
  [
    "a body over 1600 characters",
    (client) => client.messages.create({ body: "x".repeat(1601), from, to }),
    21617,
    /1600/,
  ],
  [
    "eleven pictures",
    (client) =>
      client.messages.create({ from, mediaUrl: Array(11).fill("https://example.com/owl.png"), to }),
    21623,
    /10/,
  ],
  [
    "a picture without a scheme",
    (client) => client.messages.create({ from, mediaUrl: ["owl.png"], to }),
    21620,
    /MediaUrl/,
  ],
  [
    "a callback without a scheme",
    (client) => client.messages.create({ body: "Hi", from, statusCallback: "/status", to }),
    21609,
    /StatusCallback/,
  ],
  [
    "a validity period of two days",
    (client) => client.messages.create({ body: "Hi", from, to, validityPeriod: 172_800 }),
    21624,
    /36000/,
  ],
  [
    "a schedule without a service",
    (client) =>
      client.messages.create({
        body: "Hi",
        from,
        scheduleType: "fixed",
        sendAt: minutesAhead(60),
        to,
      }),
    35118,
    /Messaging Service/,
  ],
  [
    "a schedule without a time",
    (client, sid) =>
      client.messages.create({
        body: "Hi",
        messagingServiceSid: sid.service,
        scheduleType: "fixed",
        to,
      }),
    35111,
    /SendAt/,
  ],
  [
    "a schedule in a minute",
    (client, sid) =>
      client.messages.create({
        body: "Hi",
        messagingServiceSid: sid.service,
        scheduleType: "fixed",
        sendAt: minutesAhead(1),
        to,
      }),
    35115,
    /300 seconds/,
  ],
  [
    "a schedule in two months",
    (client, sid) =>
      client.messages.create({
        body: "Hi",
        messagingServiceSid: sid.service,
        scheduleType: "fixed",
        sendAt: minutesAhead(60 * 24 * 60),
        to,
      }),
    35117,
    /35 days/,
  ],
  [
    "a service that does not exist",
    (client) =>
      client.messages.create({ body: "Hi", messagingServiceSid: `MG${"9".repeat(32)}`, to }),
    21701,
    /Messaging Service/,
  ],
  [
    "an alphanumeric sender ID to the United States",
    (client) => client.messages.create({ body: "Hi", from: "MyCompany", to }),
    21612,
    /US/,
  ],
  [
    "an opted-out recipient",
    (client) => client.messages.create({ body: "Hi", from, to: optedOut }),
    21610,
    /^Attempt to send to unsubscribed recipient$/,
  ],
  [
    "a message that does not exist",
    (client) => client.messages(`SM${"0".repeat(32)}`).fetch(),
    20404,
    /was not found/,
  ],
  [
    "a picture that does not exist",
    (client, sid) =>
      client
        .messages(sid.sent)
        .media(`ME${"0".repeat(32)}`)
        .fetch(),
    20404,
    /was not found/,
  ],
  [
    "a new text for a message",
    (client, sid) => client.messages(sid.sent).update({ body: "New" }),
    20422,
    /Body/,
  ],
  [
    "cancelling what is delivered",
    (client, sid) => client.messages(sid.sent).update({ status: "canceled" }),
    30409,
    /cancel/,
  ],
  [
    "a number that is taken",
    (client) => client.incomingPhoneNumbers.create({ phoneNumber: from }),
    21422,
    /not available/,
  ],
  [
    "an invalid number",
    (client) => client.incomingPhoneNumbers.create({ phoneNumber: "+1" }),
    21421,
    /not a phone number/,
  ],
  [
    "an area without numbers",
    (client) => client.incomingPhoneNumbers.create({ areaCode: "533" }),
    21452,
    /533/,
  ],
  [
    "a lookup of no number",
    (client) => client.lookups.v1.phoneNumbers("911x").fetch(),
    20404,
    /was not found/,
  ],
];
