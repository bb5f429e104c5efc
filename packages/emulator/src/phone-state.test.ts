import request from "supertest";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createFakePlatform, type FakePlatform, handset } from "./test/fake-platform.ts";

let platform: FakePlatform;
beforeEach(() => {
  platform = createFakePlatform();
});
afterEach(() => platform.emulator.close());

const path = (number = handset) => `/emulator/v1/phones/${encodeURIComponent(number)}`;

test("a handset is switched off and on, and says how it is", async () => {
  const { app } = platform;
  const state = async () => (await request(app).get(path()).expect(200)).body;
  expect(await state()).toEqual({ number: handset, switched_off: false });
  const off = await request(app).put(path()).send({ switched_off: true }).expect(200);
  expect(off.body).toEqual({ number: handset, switched_off: true });
  expect(await state()).toEqual(off.body);
  expect((await request(app).get(path("+14155550101"))).body).toMatchObject({
    switched_off: false,
  });
  await request(app).put(path()).send({ switched_off: false }).expect(200);
  expect(await state()).toEqual({ number: handset, switched_off: false });
});

test.each([
  ["no state", {}, 20422],
  ["a word", { switched_off: "yes" }, 20422],
  ["a list", [true], 20422],
])("%s does not switch it", async (_what, body, code) => {
  const answer = await request(platform.app).put(path()).send(body).expect(400);
  expect(answer.body).toMatchObject({ code, message: expect.stringContaining("switched_off") });
});

test("what is no JSON, and no handset, is refused", async () => {
  const broken = request(platform.app).put(path()).set("Content-Type", "application/json");
  expect((await broken.send("{").expect(400)).body).toMatchObject({ code: 20422 });
  expect((await request(platform.app).get(path("12")).expect(400)).body).toMatchObject({
    code: 21212,
  });
  const stranger = await request(platform.app)
    .put(path())
    .set("Origin", "https://evil.example")
    .send({ switched_off: true });
  expect(stranger.status).toBe(403);
});
