import { startPlatform } from "@repartee/platform";
import { expect, onTestFinished, test } from "vitest";
import { handset, ourNumber, platformFor, temporaryFolder } from "./support/platform.ts";
import { postForm } from "./support/rest-call.ts";
import { twilioClient } from "./support/twilio-client.ts";

const message = { From: ourNumber, To: handset, Body: "Two pizzas" };
const withKey = (key: string) => ({ "Idempotency-Key": key });

test("a call that is repeated with its key returns the first message", async () => {
  const platform = await platformFor();
  const send = (key: string, fields: Readonly<Record<string, string>> = message) =>
    postForm(platform, "/Messages.json", fields, withKey(key));
  const first = await send("one");
  expect(first.status).toBe(201);
  expect((await send("one")).json.sid).toBe(first.json.sid);
  // The order of the parameters and the caller's own counter do not make another payload.
  const reordered = { Body: "Two pizzas", To: handset, From: ourNumber, Attempt: "2" };
  expect((await send("one", reordered)).json.sid).toBe(first.json.sid);
  expect((await send("two")).json.sid).not.toBe(first.json.sid);
  expect((await send("")).json.sid).not.toBe((await send("")).json.sid);
});

test.each([
  ["another text", { ...message, Body: "Three pizzas" }],
  ["another recipient", { ...message, To: "+14155550199" }],
  ["media", { ...message, MediaUrl: "https://app.example/a.png" }],
  ["a callback", { ...message, StatusCallback: "https://app.example/status" }],
  ["a parameter that changes nothing", { ...message, MaxPrice: "1" }],
])("the same key with %s is refused with 422", async (_what, other) => {
  const platform = await platformFor();
  const first = await postForm(platform, "/Messages.json", message, withKey("k"));
  const second = await postForm(platform, "/Messages.json", other, withKey("k"));
  expect(second).toMatchObject({ status: 422, json: { code: 20422, status: 422 } });
  expect(second.json.message).toContain(first.json.sid);
  expect(await twilioClient(platform).messages.list()).toHaveLength(1);
});

test("a key belongs to one account", async () => {
  const platform = await platformFor();
  const client = twilioClient(platform);
  const sub = await client.api.accounts.create({ friendlyName: "Branch" });
  const first = await postForm(platform, "/Messages.json", message, withKey("k"));
  const path = `/2010-04-01/Accounts/${sub.sid}/Messages.json`;
  const other = { ...message, From: "ACME", To: "+447911123456" };
  const second = await postForm(platform, path, other, withKey("k"));
  expect([first.status, second.status]).toEqual([201, 201]);
  expect(second.json).toMatchObject({ account_sid: sub.sid, body: "Two pizzas", from: "ACME" });
});

test("a key and its payload outlive a restart of the platform", async () => {
  const config = {
    port: 0,
    dataDir: await temporaryFolder(),
    numbers: [{ address: ourNumber }],
  };
  const first = await startPlatform(config);
  const created = await postForm(first, "/Messages.json", message, withKey("k"));
  await first.close();
  const second = await startPlatform(config);
  onTestFinished(() => second.close());
  const repeated = await postForm(second, "/Messages.json", message, withKey("k"));
  expect(repeated).toMatchObject({ status: 201, json: { sid: created.json.sid } });
  const other = await postForm(second, "/Messages.json", { ...message, Body: "" }, withKey("k"));
  expect(other.status).toBe(422);
});
