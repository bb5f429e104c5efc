import { expect } from "vitest";
import { handset, ourNumber } from "../support/platform.ts";
import type { Snippet } from "./snippet.ts";

const yesterday = () => new Date(Date.now() - 86_400_000);
const tomorrow = () => new Date(Date.now() + 86_400_000);
const found = (count: number) => ({ length: count });
const lengthOf = async (list: Promise<readonly unknown[]>) => found((await list).length);
const some = expect.arrayContaining([expect.objectContaining({ body: "Ahoy" })]);
const picture = { sid: expect.stringMatching(/^ME/), contentType: "image/jpeg" };

/** Messages, media and feedback that are read, changed and deleted. */
export const reading: readonly Snippet[] = [
  ["all messages", (client) => client.messages.list(), some],
  ["the newest", (client) => lengthOf(client.messages.list({ limit: 1 })), found(1)],
  ["by page size", (client) => lengthOf(client.messages.list({ limit: 3, pageSize: 2 })), found(3)],
  [
    "by sender and recipient",
    (client) => client.messages.list({ from: ourNumber, to: handset }),
    some,
  ],
  ["by a number without a plus", (client) => client.messages.list({ to: "14155550100" }), some],
  ["of a day", (client) => client.messages.list({ dateSent: new Date() }), some],
  ["before a day", (client) => client.messages.list({ dateSentBefore: tomorrow() }), some],
  ["after a day", (client) => client.messages.list({ dateSentAfter: yesterday() }), some],
  [
    "between two days",
    (client) => client.messages.list({ dateSentAfter: yesterday(), dateSentBefore: tomorrow() }),
    some,
  ],
  [
    "after tomorrow: none",
    (client) => lengthOf(client.messages.list({ dateSentAfter: tomorrow() })),
    found(0),
  ],
  [
    "each",
    (client) =>
      new Promise((resolve) => {
        const bodies: string[] = [];
        client.messages.each({ limit: 3, done: () => resolve(found(bodies.length)) }, ({ body }) =>
          bodies.push(body),
        );
      }),
    found(3),
  ],
  [
    "page, then the URL of the next page",
    async (client) => {
      const page = await client.messages.page({ pageSize: 1 });
      const next = await client.messages.getPage(page.nextPageUrl ?? "");
      const before = await next.previousPage();
      return [
        page.instances[0]?.sid !== next.instances[0]?.sid,
        before?.instances[0]?.sid === page.instances[0]?.sid,
      ];
    },
    [true, true],
  ],
  [
    "one message",
    (client, sid) => client.messages(sid.sent).fetch(),
    {
      body: "Ahoy",
      status: "delivered",
      priceUnit: "USD",
      subresourceUris: { media: expect.stringMatching(/Media\.json$/) },
    },
  ],
  [
    "a received message",
    (client, sid) => client.messages(sid.inbound).fetch(),
    { direction: "inbound", status: "received", numMedia: "1" },
  ],
  [
    "feedback",
    (client, sid) => client.messages(sid.sent).feedback.create({ outcome: "confirmed" }),
    { outcome: "confirmed" },
  ],
  [
    "feedback by default",
    (client, sid) => client.messages(sid.sent).feedback.create(),
    { outcome: "confirmed" },
  ],
  [
    "media of a message",
    (client, sid) => client.messages(sid.inbound).media.list({ limit: 20 }),
    [picture],
  ],
  [
    "media of a day",
    (client, sid) => client.messages(sid.inbound).media.list({ dateCreated: new Date() }),
    [picture],
  ],
  [
    "media before and after",
    (client, sid) =>
      client
        .messages(sid.inbound)
        .media.list({ dateCreatedAfter: yesterday(), dateCreatedBefore: tomorrow() }),
    [picture],
  ],
  ["one picture", (client, sid) => client.messages(sid.inbound).media(sid.media).fetch(), picture],
  [
    "a message without media",
    (client, sid) => lengthOf(client.messages(sid.sent).media.list()),
    found(0),
  ],
  [
    "redacting",
    (client, sid) => client.messages(sid.sent).update({ body: "" }),
    { body: "", status: "delivered" },
  ],
  [
    "deleting a picture",
    async (client, sid) => [await client.messages(sid.inbound).media(sid.media).remove()],
    [true],
  ],
  [
    "deleting a message",
    async (client, sid) => [await client.messages(sid.inbound).remove()],
    [true],
  ],
  [
    "deleting every message of a day",
    async (client) => {
      const messages = await client.messages.list({ dateSent: yesterday() });
      return Promise.all(messages.map(({ sid }) => client.messages(sid).remove()));
    },
    [],
  ],
];
