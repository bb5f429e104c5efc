import { describe, expect, onTestFinished, test } from "vitest";
import type { CarrierAnswer } from "../ports/carrier.ts";
import type { FitFor, MediaSource } from "../ports/media-source.ts";
import { createFakeCarrier } from "../test/fake-carrier.ts";
import { accountSid, longCode, openCore } from "../test/open-core.ts";

const photo = "https://app.example/photo.jpg";
const film = "https://app.example/film.mp4";
const contents: Readonly<Record<string, { contentType: string; bytes: Uint8Array }>> = {
  [photo]: { contentType: "image/jpeg", bytes: new Uint8Array(4_000_000) },
  [film]: { contentType: "video/mp4", bytes: new Uint8Array(900_000) },
};

/** Halves pictures; cannot do anything with films. */
function source(asked: FitFor[] = []): MediaSource {
  return {
    async fetch(url) {
      const content = contents[url];
      return content
        ? { ok: true, ...content }
        : { ok: false, code: 11200, sentence: "Not there." };
    },
    async fit(media, limits) {
      asked.push(limits);
      return {
        ok: true,
        media: media.map(({ contentType, bytes }) =>
          contentType === "video/mp4"
            ? { contentType, bytes, change: "Not convertible here.", asLink: true }
            : { contentType, bytes: bytes.subarray(0, 500_000), change: "Made smaller." },
        ),
      };
    },
  };
}

/** @param answers what the carrier answers first; after that it takes every message. */
async function opened(mediaSource: MediaSource, answers: CarrierAnswer[] = []) {
  const carrier = createFakeCarrier({}, async () => answers.shift() ?? { ok: true });
  const opening = await openCore({ carrier: () => carrier, mediaSource });
  onTestFinished(opening.close);
  return { ...opening, carrier };
}

describe("media of a message", () => {
  test("come to be fitted together, with who sends and who receives", async () => {
    const asked: FitFor[] = [];
    const { send, clock, carrier, core } = await opened(source(asked));
    const { sid, to } = await send({ body: "Look", mediaUrls: [photo, photo] });
    expect(asked).toEqual([]);
    // Two photos of 4 MB are over the platform's limit before anything is fitted.
    await clock.advance(100);
    expect(carrier.handed).toEqual([]);
    const one = await send({ body: "Look", mediaUrls: [photo] });
    await clock.advance(2_000);
    expect(asked).toEqual([{ to, senderType: "long-code", maxBytes: 5 * 1024 * 1024 - 4 }]);
    expect(carrier.handed.map(({ media }) => media.map(({ size }) => size))).toEqual([[500_000]]);
    expect(await carrier.handed[0]?.media[0]?.read()).toHaveLength(500_000);
    expect((await core.media(one.sid)).map(({ size }) => size)).toEqual([500_000]);
    expect((await core.notes(one.sid)).map(({ sentence }) => sentence)).toContain("Made smaller.");
    expect((await core.notes(sid)).map(({ sentence }) => sentence)).not.toContain("Made smaller.");
  });

  test("that no carrier would take go as links, and the rest as it is", async () => {
    const { send, clock, carrier, core } = await opened(source());
    const { sid } = await send({ from: longCode, body: "Look", mediaUrls: [film, photo] });
    await clock.advance(100);
    const [handed] = carrier.handed;
    expect(handed).toMatchObject({ transport: "mms", body: `Look\n${film}` });
    expect(handed?.media.map(({ contentType }) => contentType)).toEqual(["image/jpeg"]);
    const story = (await core.notes(sid)).map(({ sentence }) => sentence);
    expect(story).toContain("Not convertible here. A link goes in its place.");
    expect((await core.media(sid)).map(({ size }) => size)).toEqual([null, 500_000]);
    expect(await core.message(accountSid, sid)).toMatchObject({
      body: "Look",
      carriedBody: `Look\n${film}`,
      status: "sent",
    });
  });

  test("are not linked to twice when the run was interrupted after that", async () => {
    const busy = { ok: false, code: 30410, sentence: "Busy.", isTemporary: true } as const;
    const answers: CarrierAnswer[] = [busy];
    const { send, clock, carrier, store, core } = await opened(source(), answers);
    const { sid } = await send({ body: "Look", mediaUrls: [photo, film] });
    await clock.advance(100);
    expect((await store.message(sid))?.carriedBody).toBe(`Look\n${film}`);
    await clock.advance(60_000);
    expect(carrier.handed.map(({ body }) => body)).toEqual([`Look\n${film}`, `Look\n${film}`]);
    expect(carrier.handed.map(({ media }) => media.length)).toEqual([1, 1]);
    expect(await core.message(accountSid, sid)).toMatchObject({ status: "sent" });
  });

  test("without a body are a body of links", async () => {
    const { send, clock, carrier } = await opened(source());
    await send({ body: "", mediaUrls: [film] });
    await clock.advance(100);
    expect(carrier.handed).toMatchObject([{ body: film, media: [] }]);
  });
});
