import request from "supertest";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createFakePlatform, type FakePlatform, handset } from "../test/fake-platform.ts";

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

test.each(["application/json", "application/x-www-form-urlencoded", "text/plain"])(
  "a body of %s over 1 kB is refused with 413, and others are read as JSON",
  async (type) => {
    const put = () => request(platform.app).put(path()).set("Content-Type", type);
    const large = JSON.stringify({ switched_off: true, reason: "x".repeat(2000) });
    const { body } = await put().send(large).expect(413);
    expect(body).toEqual({
      code: 20413,
      status: 413,
      message: "The body is larger than 1024 bytes.",
      more_info: "https://www.twilio.com/docs/errors/20413",
    });
    await put()
      .send(JSON.stringify({ switched_off: true }))
      .expect(200);
  },
);

test.each([
  ["deflated", { "Content-Encoding": "zstd" }],
  ["in another charset", { "Content-Type": "application/json; charset=latin1" }],
])("a body that is %s is refused with 415", async (_what, headers) => {
  const put = request(platform.app).put(path()).set("Content-Type", "application/json");
  const { body } = await put
    .set(headers)
    .send(JSON.stringify({ switched_off: true }))
    .expect(415);
  expect(body).toMatchObject({ code: 20415, status: 415 });
});

test("a body that is nested deeply is refused", async () => {
  const nested = "[".repeat(500) + "]".repeat(500);
  const put = request(platform.app).put(path()).set("Content-Type", "application/json");
  expect((await put.send(nested).expect(400)).body).toMatchObject({ code: 20422 });
});

test("what is not JSON, or not a handset, is refused", async () => {
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
