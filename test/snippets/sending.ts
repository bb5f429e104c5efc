import { expect } from "vitest";
import { ourNumber as from, handset as to } from "../support/platform.ts";
import { minutesAhead, type Snippet } from "./snippet.ts";

const queued = { sid: expect.stringMatching(/^SM[0-9a-f]{32}$/), status: "queued", from, to };
const mms = { ...queued, sid: expect.stringMatching(/^MM[0-9a-f]{32}$/), numSegments: "1" };
const accepted = { status: "accepted", from: null, numSegments: "0" };
const owl = "https://demo.example.com/owl.png";

/** Messages that are created. */
export const sending: readonly Snippet[] = [
  [
    "a text",
    (client) =>
      client.messages.create({ body: "This is the ship that made the Kessel Run", from, to }),
    { ...queued, body: "This is the ship that made the Kessel Run", numMedia: "0" },
  ],
  [
    "a text with emoji and lines",
    (client) => client.messages.create({ body: "Hello! 👍\nSecond line\n\n– Owl", from, to }),
    { ...queued, body: "Hello! 👍\nSecond line\n\n– Owl", numSegments: "1" },
  ],
  [
    "a long text in several segments",
    (client) => client.messages.create({ body: "Owl ".repeat(100), from, to }),
    { ...queued, numSegments: "3" },
  ],
  [
    "numbers with blanks and hyphens",
    (client) =>
      client.messages.create({ body: "Hi", from: "+1 500-555-0006", to: "(415) 555-0100" }),
    queued,
  ],
  [
    "a picture",
    (client) => client.messages.create({ body: "Hello there!", from, mediaUrl: [owl], to }),
    { ...mms, numMedia: "1" },
  ],
  [
    "a picture alone",
    (client) => client.messages.create({ from, mediaUrl: [owl], to }),
    { ...mms, body: "", numMedia: "1" },
  ],
  [
    "several pictures",
    (client) => client.messages.create({ body: "Two", from, mediaUrl: [owl, `${owl}?2`], to }),
    { ...mms, numMedia: "2" },
  ],
  [
    "a status callback",
    (client) =>
      client.messages.create({ body: "Hi", from, statusCallback: "http://postb.in/1234abcd", to }),
    queued,
  ],
  [
    "a status callback with a query and credentials",
    (client) =>
      client.messages.create({
        body: "Hi",
        from,
        statusCallback: "https://user:pass@example.com/MessageStatus?id=1&x=%20y",
        to,
      }),
    queued,
  ],
  [
    "through a service",
    (client, sid) => client.messages.create({ body: "Hi", messagingServiceSid: sid.service, to }),
    { ...accepted, messagingServiceSid: expect.stringMatching(/^MG/), to },
  ],
  [
    "through a service, from one of its numbers",
    (client, sid) =>
      client.messages.create({ body: "Hi", messagingServiceSid: sid.service, from, to }),
    { from, messagingServiceSid: expect.stringMatching(/^MG/) },
  ],
  [
    "a picture through a service",
    (client, sid) =>
      client.messages.create({ messagingServiceSid: sid.service, mediaUrl: [owl], to }),
    { ...accepted, sid: expect.stringMatching(/^MM/), numMedia: "1" },
  ],
  [
    "scheduled at a Date",
    (client, sid) =>
      client.messages.create({
        body: "This is a scheduled message",
        messagingServiceSid: sid.service,
        scheduleType: "fixed",
        sendAt: minutesAhead(60),
        to,
      }),
    { status: "scheduled", from: null, dateSent: null, numSegments: "0" },
  ],
  [
    "scheduled, with a picture, 34 days ahead",
    (client, sid) =>
      client.messages.create({
        body: "Later",
        mediaUrl: [owl],
        messagingServiceSid: sid.service,
        scheduleType: "fixed",
        sendAt: minutesAhead(34 * 24 * 60),
        statusCallback: "https://example.com/status",
        to,
      }),
    { status: "scheduled", numMedia: "1" },
  ],
  [
    "scheduled and canceled",
    async (client, sid) => {
      const message = await client.messages.create({
        body: "Never",
        messagingServiceSid: sid.service,
        scheduleType: "fixed",
        sendAt: minutesAhead(60),
        to,
      });
      return client.messages(message.sid).update({ status: "canceled" });
    },
    { status: "canceled" },
  ],
  [
    "a validity period",
    (client) => client.messages.create({ body: "Hi", from, to, validityPeriod: 120 }),
    queued,
  ],
  [
    "a price limit and feedback",
    (client) =>
      client.messages.create({ body: "Hi", from, maxPrice: 0.05, provideFeedback: true, to }),
    queued,
  ],
  [
    "an attempt and forced delivery",
    (client) => client.messages.create({ attempt: 2, body: "Hi", forceDelivery: true, from, to }),
    queued,
  ],
  [
    "short links through a service",
    (client, sid) =>
      client.messages.create({
        body: "Buy https://example.com/a/long/link?utm=1",
        messagingServiceSid: sid.service,
        shortenUrls: true,
        to,
      }),
    { ...accepted, body: "Buy https://example.com/a/long/link?utm=1" },
  ],
  [
    "without a risk check",
    (client) => client.messages.create({ body: "Hi", from, riskCheck: "disable", to }),
    queued,
  ],
  [
    "free traffic",
    (client) => client.messages.create({ body: "Hi", from, to, trafficType: "free" }),
    queued,
  ],
  [
    "smart encoding",
    (client) =>
      client.messages.create({ body: "“Tea” – 5 o’clock…", from, smartEncoded: true, to }),
    { ...queued, numSegments: "1" },
  ],
  [
    "persistent actions",
    (client) =>
      client.messages.create({
        body: "Our office",
        from,
        persistentAction: ["geo:37.787890,-122.391664|375 Beale St"],
        to,
      }),
    queued,
  ],
  [
    "retained address and content",
    (client) =>
      client.messages.create({
        addressRetention: "retain",
        body: "Hi",
        contentRetention: "retain",
        from,
        to,
      }),
    queued,
  ],
  [
    "a text as MMS",
    (client) => client.messages.create({ body: "Owl ".repeat(100), from, sendAsMms: true, to }),
    { ...mms, numMedia: "0" },
  ],
  [
    "an alphanumeric sender ID, abroad",
    (client) => client.messages.create({ body: "Hi", from: "MyCompany", to: "+447700900123" }),
    { from: "MyCompany", status: "queued", to: "+447700900123" },
  ],
  [
    "a loop over recipients",
    (client) =>
      Promise.all(
        ["+14155550101", "+14155550102"].map((recipient) =>
          client.messages.create({ body: "Hi", from, to: recipient }),
        ),
      ),
    [{ to: "+14155550101" }, { to: "+14155550102" }],
  ],
];
