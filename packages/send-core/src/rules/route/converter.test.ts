import { describe, expect, onTestFinished, test } from "vitest";
import type { MessagingService } from "../../ports/directory/messaging-services.ts";
import { createFakeCarrier } from "../../test/fake-carrier.ts";
import {
  accountSid,
  longCode,
  openCore,
  type TestCoreOptions,
  tollFree,
} from "../../test/open-core.ts";

const german = "+4915112345678";
const linkBase = "https://links.example/m";
const picture = { contentType: "image/png", bytes: Uint8Array.of(1, 2, 3) };
const sid = `MG${"c".repeat(32)}` as const;
const service: MessagingService = { sid, accountSid, senders: [longCode] };
const viaService = { from: "", messagingServiceSid: sid };

async function opened(options: TestCoreOptions = {}) {
  const carrier = createFakeCarrier();
  const opening = await openCore({
    linkBase,
    services: [service],
    carrier: () => carrier,
    mediaSource: { fetch: async () => ({ ok: true, ...picture }) },
    ...options,
  });
  onTestFinished(opening.close);
  return { ...opening, carrier };
}
const mms = { to: german, mediaUrls: ["https://app.example/a.png", "https://app.example/b.png"] };

describe("an MMS to where none goes", () => {
  test("goes as text with a link for each item, and keeps its SID", async () => {
    const { send, core, clock, carrier } = await opened();
    const message = await send({ ...mms, body: "Look" });
    expect(message).toMatchObject({ transport: "sms", numMedia: 2, numSegments: 1, body: "Look" });
    expect(message.sid).toMatch(/^MM/);
    await clock.advance(5_000);
    const [handed] = carrier.handed;
    expect(handed?.media).toEqual([]);
    const links = handed?.body.match(/https:\/\/links\.example\/m\/[A-Za-z0-9]{7}(?=\n|$)/g) ?? [];
    expect(handed?.body).toBe(["Look", ...links].join("\n"));
    const media = await core.media(message.sid);
    for (const [index, link] of links.entries()) {
      const token = link.slice(-7);
      expect(await core.linkedMedia(token)).toEqual(media[index]);
    }
    expect(media.map(({ size }) => size)).toEqual([3, 3]);
    expect(links).toHaveLength(2);
    const story = await core.explain(accountSid, message.sid);
    expect(story?.map(({ sentence }) => sentence).join(" ")).toContain(
      "No MMS goes to DE: it goes as text with 2 links.",
    );
  });

  test("has links that live for a year", async () => {
    const { send, core, clock, carrier } = await opened();
    await send({ ...mms, mediaUrls: ["https://app.example/a.png"], body: "" });
    await clock.advance(5_000);
    const token = carrier.handed[0]?.body.slice(-7) ?? "";
    const day = 24 * 60 * 60 * 1000;
    await clock.advance(364 * day);
    expect(await core.linkedMedia(token)).toBeDefined();
    await clock.advance(2 * day);
    expect(await core.linkedMedia(token)).toBeUndefined();
    expect(await core.linkedMedia("nothing")).toBeUndefined();
  });

  test("is refused with 21612 when the converter is off; through a service it fails with that", async () => {
    const { core, send } = await opened({
      reach: { mmsConverter: false },
      services: [{ ...service, mmsConverter: false }],
    });
    const request = { accountSid, direction: "outbound-api", from: longCode, body: "" } as const;
    expect(await core.send({ ...request, ...mms })).toMatchObject({ ok: false, code: 21612 });
    const message = await send({ ...viaService, ...mms });
    expect(await core.message(accountSid, message.sid)).toMatchObject({
      status: "failed",
      errorCode: 21612,
    });
  });

  test("counts its segments with the links", async () => {
    const { send } = await opened();
    expect(await send({ ...mms, body: "a".repeat(120) })).toMatchObject({ numSegments: 2 });
  });
});

describe("recipients", () => {
  const request = { accountSid, direction: "outbound-api", body: "Hi", mediaUrls: [] } as const;

  test("are refused with 21408 and 21614 before anything is stored", async () => {
    const { core } = await opened({ reach: { permittedCountries: ["US", "GB", "FR"] } });
    const from = longCode;
    expect(await core.send({ ...request, from, to: german })).toMatchObject({ code: 21408 });
    expect(await core.send({ ...request, from, to: "+33142278186" })).toMatchObject({
      code: 21614,
    });
    expect(await core.send({ ...request, from: "ACME", to: "+14155550100" })).toMatchObject({
      code: 21612,
    });
    expect(await core.messages({ accountSid, limit: 10 })).toEqual([]);
  });

  test("keep their sender; others are spread over the pool", async () => {
    const pool = { ...service, senders: [longCode, tollFree] };
    const { send, core, clock } = await opened({ services: [pool] });
    const senderOf = async (to: string) => {
      const { sid } = await send({ ...viaService, to });
      return (await core.message(accountSid, sid))?.from;
    };
    const first = await senderOf("+14155550100");
    for (let count = 0; count < 5; count += 1) expect(await senderOf("+14155550100")).toBe(first);
    await clock.advance(60_000); // All are idle again.
    const others = new Set<string | null | undefined>();
    for (let count = 0; count < 12; count += 1)
      others.add(await senderOf(`+1415555${1000 + count}`));
    expect(others).toEqual(new Set([longCode, tollFree]));
  });
});
