import { ourNumber as from, handset as to } from "../support/platform.ts";
import type { Refused } from "./snippet.ts";

const hx = `HX${"a".repeat(32)}`;

/** Calls that need what is not simulated yet; the reason says so. */
export const later: readonly Refused[] = [
  [
    "a content template",
    (client) =>
      client.messages.create({
        contentSid: hx,
        contentVariables: JSON.stringify({ 1: "Name" }),
        from,
        to,
      }),
    21655,
    /template/,
  ],
  [
    "a WhatsApp sender",
    (client) =>
      client.messages.create({ body: "Hi", from: "whatsapp:+14155238886", to: `whatsapp:${to}` }),
    63007,
    /WhatsApp/i,
  ],
  [
    "a Messenger sender",
    (client) =>
      client.messages.create({ body: "Hi", from: "messenger:1234", to: "messenger:5678" }),
    63007,
    /Messenger/i,
  ],
  [
    "content that is not kept",
    (client) => client.messages.create({ body: "Hi", contentRetention: "discard", from, to }),
    30029,
    /content/,
  ],
  [
    "an address that is not kept",
    (client) => client.messages.create({ addressRetention: "obfuscate", body: "Hi", from, to }),
    30030,
    /address/,
  ],
  [
    "an RCS fallback",
    (client, sid) =>
      client.messages.create({
        body: "Hi",
        fallbackFrom: from,
        messagingServiceSid: sid.service,
        to,
      }),
    21667,
    /RCS/,
  ],
  [
    "brands",
    (client) => client.messaging.v1.brandRegistrations.list({ limit: 20 }),
    20404,
    /A2P 10DLC is not registered here/,
  ],
  [
    "campaigns",
    (client, sid) => client.messaging.v1.services(sid.service).usAppToPerson.list({ limit: 20 }),
    20404,
    /A2P 10DLC is not registered here/,
  ],
  [
    "toll-free verifications",
    (client) => client.messaging.v1.tollfreeVerifications.list({ limit: 20 }),
    20404,
    /toll-free numbers are not verified here/,
  ],
  [
    "domains of links",
    (client) => client.messaging.v1.domainConfig(`DN${"0".repeat(32)}`).fetch(),
    20404,
    /links are not shortened here/,
  ],
  [
    "deactivated numbers",
    (client) => client.messaging.v1.deactivations().fetch({ date: new Date() }),
    20404,
    /numbers are not deactivated here/,
  ],
];
