import { createSid } from "@repartee/protocol";
import { describe, expect, test } from "vitest";
import {
  acceptance,
  candidate,
  mediaOf,
  message,
  move,
  now,
  type OpenStore,
  queue,
} from "./stored.fixture.ts";

export function mediaContract(name: string, opened: OpenStore): void {
  describe(`${name}: media`, () => {
    test("keeps a message from a handset with its media", async () => {
      const { store, reopen } = await opened();
      const inbound = message({
        direction: "inbound",
        status: "receiving",
        numMedia: 2,
        otherRecipients: ["+14155550102", "+14155550101"],
      });
      const bytes = [Uint8Array.of(0, 1, 255), new Uint8Array(70_000).fill(7)];
      const media = bytes.map((data, index) => ({
        media: { ...mediaOf(inbound, null), contentType: `image/${index}`, size: data.length },
        content: { contentType: `image/${index}`, bytes: data },
      }));
      const event = await store.receive({ message: inbound, cause: "Came.", media });
      expect(event).toMatchObject({ sequence: 0, status: "receiving", cause: "Came." });
      const again = await reopen();
      expect(await again.receiving()).toEqual([inbound]);
      expect(await again.media(inbound.sid)).toEqual(media.map((item) => item.media));
      for (const { media: item, content } of media) {
        const kept = await again.mediaContent(inbound.sid, item.sid);
        expect(kept?.contentType).toBe(content.contentType);
        expect(Buffer.from(kept?.bytes ?? [])).toEqual(Buffer.from(content.bytes));
      }
      await again.move([move(inbound.sid, "received", { dateSent: now + 5 })]);
      expect(await again.receiving()).toEqual([]);
    });

    test("has the media of an outbound message at once, their bytes once they are saved", async () => {
      const { store } = await opened();
      const parent = message({ sid: createSid("MM"), numMedia: 1 });
      const item = mediaOf(parent, "https://app.example/a.png");
      await store.accept({ ...acceptance(), message: parent, media: [item] });
      expect(await store.media(parent.sid)).toEqual([item]);
      expect(await store.mediaContent(parent.sid, item.sid)).toBeUndefined();
      const content = { contentType: "image/png", bytes: Uint8Array.of(1, 2, 3) };
      await store.saveMediaContent(parent.sid, item.sid, content);
      expect(await store.media(parent.sid)).toEqual([
        { ...item, contentType: "image/png", size: 3 },
      ]);
      expect((await store.mediaContent(parent.sid, item.sid))?.contentType).toBe("image/png");
      expect(await store.mediaContent(createSid("MM"), item.sid)).toBeUndefined();
    });

    test("knows what the links of a queued message lead to", async () => {
      const { store, reopen } = await opened();
      const parent = message({ sid: createSid("MM"), numMedia: 1 });
      const item = mediaOf(parent, "https://app.example/a.png");
      const link = { token: "aB3dE6g", messageSid: parent.sid, mediaSid: item.sid, expiresAt: 5 };
      const entry = queue([candidate()], { links: [link] });
      await store.accept({ ...acceptance(), message: parent, media: [item], entry });
      const again = await reopen();
      expect(await again.shortLink("aB3dE6g")).toEqual(link);
      expect(await again.shortLink("ab3de6g")).toBeUndefined();
    });
  });
}
