import request from "supertest";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  appNumber,
  createFakePlatform,
  type FakePlatform,
  handset,
} from "../test/fake-platform.ts";
import { png } from "../test/pictures.ts";

let platform: FakePlatform;
beforeEach(() => {
  platform = createFakePlatform();
});
afterEach(() => platform.emulator.close());

const messagesOf = async (number: string) => {
  const path = `/emulator/v1/phones/${encodeURIComponent(number)}/messages`;
  const { body } = await request(platform.app).get(path).expect(200);
  return body.messages;
};

describe("a handset's conversation", () => {
  test("has what it sent and what has reached it", async () => {
    const { sendCore, runtime } = platform;
    await runtime.receive({ from: handset, to: appNumber, body: "Hi", media: [] });
    const media = [{ contentType: "image/png", bytes: png }];
    const reply = sendCore.put({ from: appNumber, to: handset, body: "Hello", media });
    const lost = sendCore.put({ from: appNumber, to: handset, body: "Lost" });
    expect(await messagesOf(handset)).toMatchObject([{ direction: "sent", body: "Hi" }]);

    for (const { sid } of [reply, lost]) {
      sendCore.move(sid, "sending");
      sendCore.move(sid, "sent");
    }
    sendCore.move(lost.sid, "undelivered", "The handset is off.", 30003);
    sendCore.move(reply.sid, "delivered");
    expect(await messagesOf(handset)).toMatchObject([
      { direction: "sent", body: "Hi", from: handset, to: appNumber, media: [] },
      {
        direction: "received",
        body: "Hello",
        sid: reply.sid,
        status: "delivered",
        media: [
          {
            url: expect.stringContaining(`/emulator/v1/messages/${reply.sid}/media/ME`),
            content_type: "image/png",
            size: png.length,
          },
        ],
      },
    ]);
  });

  test("is empty for a handset that nobody knows, and wants a real number", async () => {
    expect(await messagesOf("+4915112345678")).toEqual([]);
    const { body } = await request(platform.app)
      .get("/emulator/v1/phones/12345/messages")
      .expect(400);
    expect(body.code).toBe(21212);
  });

  test("makes its handset known", async () => {
    const { sendCore, runtime } = platform;
    await runtime.receive({ from: handset, to: appNumber, body: "Hi", media: [] });
    sendCore.put({ from: appNumber, to: "+4915112345678", body: "News" });
    const { body } = await request(platform.app).get("/emulator/v1/phones").expect(200);
    expect(body.phones.map((phone: { number: string }) => phone.number).sort()).toEqual([
      handset,
      "+4915112345678",
    ]);
  });
});
