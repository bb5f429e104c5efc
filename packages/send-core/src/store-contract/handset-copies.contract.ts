import { createSid } from "@repartee/protocol";
import { describe, expect, test } from "vitest";
import {
  type ContractStore,
  mediaOf,
  message,
  move,
  now,
  type OpenStore,
  sending,
} from "./stored.fixture.ts";

const handset = "+14155550100";
const content = { contentType: "image/png", bytes: Uint8Array.of(1, 2, 3) };

/** What a store must do so that handsets keep what they have. */
export function handsetCopiesContract(name: string, opened: OpenStore): void {
  describe(`${name}: handsets`, () => {
    async function received({ store }: ContractStore, body = "Look") {
      const sent = message({
        ...{ sid: createSid("MM"), direction: "inbound", status: "receiving", transport: "mms" },
        ...{ from: handset, to: "+15005550006", body, numMedia: 2 },
        otherRecipients: ["+14155550101"],
      });
      const item = () => ({ ...mediaOf(sent, null), contentType: "image/png", size: 3 });
      const items = [item(), item()];
      await store.receive({
        message: sent,
        cause: "It came.",
        media: items.map((media) => ({ media, content })),
      });
      await store.move([move(sent.sid, "received")]);
      return { sid: sent.sid, first: items[0]?.sid ?? "ME", second: items[1]?.sid ?? "ME" };
    }

    test.each(["redact", "remove", "removeMedia"] as const)(
      "keep their messages and media after %s",
      async (change) => {
        const contract = await opened();
        const { store, reopen } = contract;
        const { sid, first, second } = await received(contract);
        expect(await store.handsetCopies(handset)).toEqual([]);
        if (change === "redact") await store.redact(sid, now + 9);
        if (change === "remove") await store.remove(sid);
        if (change === "removeMedia") await store.removeMedia(sid, first);
        const again = await reopen();
        const media = { messageSid: sid, contentType: "image/png", size: 3 };
        expect(await again.handsetCopies(handset)).toEqual([
          {
            ...{ sid, isSent: true, from: handset, to: "+15005550006", body: "Look" },
            media: [
              { ...media, sid: first },
              { ...media, sid: second },
            ],
            ...{ otherRecipients: ["+14155550101"], status: "received", date: now },
          },
        ]);
        const kept = await again.handsetMedia(sid, first);
        expect({ ...kept, bytes: [...(kept?.bytes ?? [])] }).toEqual({
          contentType: "image/png",
          bytes: [1, 2, 3],
        });
        expect(await again.handsetMedia(createSid("MM"), first)).toBeUndefined();
        if (change === "remove") expect(await again.mediaContent(sid, first)).toBeUndefined();
        expect(await again.handsetCopies("+15005550006")).toEqual([]);
      },
    );

    test("keep the first copy, whatever follows", async () => {
      const contract = await opened();
      const { store } = contract;
      const { sid, first, second } = await received(contract, "First");
      await store.removeMedia(sid, first);
      await store.redact(sid, now + 9);
      await store.removeMedia(sid, second);
      await store.remove(sid);
      await store.remove(sid);
      const copies = await store.handsetCopies(handset);
      expect(copies).toMatchObject([
        { sid, body: "First", media: [{ sid: first }, { sid: second }] },
      ]);
      expect(await store.handsetMedia(sid, second)).toMatchObject({ contentType: "image/png" });
    });

    test("keep nothing that has not reached them, and texts as they were carried", async () => {
      const { store } = await opened();
      const outbound = async (status: "delivered" | "undelivered") => {
        const { sid } = await sending(store, { to: handset, body: "A picture", numMedia: 1 });
        await store.carry(sid, "A picture: https://a.example/1");
        await store.move([move(sid, "sent"), move(sid, status, { at: now + 7 })]);
        await store.remove(sid);
        return sid;
      };
      await outbound("undelivered");
      const sid = await outbound("delivered");
      expect(await store.handsetCopies(handset)).toMatchObject([
        {
          ...{ sid, isSent: false, body: "A picture: https://a.example/1", media: [] },
          ...{ status: "delivered", date: now + 7 },
        },
      ]);
    });
  });
}
