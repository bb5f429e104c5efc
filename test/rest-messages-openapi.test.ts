import { expect, test } from "vitest";
import { startApp } from "./support/app.ts";
import { checkAnswer, checked, documented } from "./support/openapi.ts";
import { phone } from "./support/phone.ts";
import { photoFile } from "./support/pictures.ts";
import { handset, ourNumber, platformFor } from "./support/platform.ts";
import { twilioClient } from "./support/twilio-client.ts";

// The client checks each answer against the platform's OpenAPI document.
test("every documented operation on messages answers as the document says", async () => {
  const platform = await platformFor();
  const client = twilioClient(platform);
  const inbound = await phone(platform.url, handset).sends(ourNumber, "Hi", [await photoFile()]);
  const { sid } = await client.messages.create({ from: ourNumber, to: handset, body: "Hello" });
  await phone(platform.url, handset).receives((message) => message.sid === sid);
  expect(await client.messages.list({ pageSize: 1 })).toHaveLength(2);
  expect(await client.messages.list({ to: "+14155550199" })).toEqual([]);
  expect((await client.messages(inbound.sid).fetch()).direction).toBe("inbound");

  const [media] = await client.messages(inbound.sid).media.list();
  const item = client.messages(inbound.sid).media(media?.sid ?? "");
  expect((await item.fetch()).contentType).toBe("image/jpeg");
  expect(await item.remove()).toBe(true);

  expect((await client.messages(sid).feedback.create()).outcome).toBe("confirmed");
  await expect.poll(async () => (await client.messages(sid).fetch()).status).toBe("delivered");
  expect((await client.messages(sid).update({ body: "" })).body).toBe("");
  expect(await client.messages(sid).remove()).toBe(true);
  await expect(client.messages(sid).fetch()).rejects.toMatchObject({ code: 20404 });
  expect([...checked].toSorted()).toEqual([...documented].toSorted());
});

test("a message that fails has its code and sentence", async () => {
  const appUrl = await startApp((_req, res) => res.writeHead(404).end());
  const client = twilioClient(await platformFor());
  const { sid } = await client.messages.create({
    from: ourNumber,
    to: handset,
    mediaUrl: [`${appUrl}/nothing.jpg`],
  });
  await expect
    .poll(async () => (await client.messages(sid).fetch()).status, { timeout: 10_000 })
    .toBe("failed");
  const failed = await client.messages(sid).fetch();
  expect(failed.errorCode).toBeGreaterThan(10_000);
  expect(failed.errorMessage).toMatch(/\w/);
  expect(failed.price).toBeNull();
});

test("the check itself sees what is missing, too much and wrong", () => {
  const path = `/2010-04-01/Accounts/AC${"a".repeat(32)}/Messages/SM${"a".repeat(32)}/Feedback.json`;
  const good = {
    account_sid: `AC${"a".repeat(32)}`,
    date_created: "Thu, 24 Aug 2023 05:01:45 +0000",
    date_updated: "Thu, 24 Aug 2023 05:01:45 +0000",
    message_sid: `SM${"a".repeat(32)}`,
    outcome: "confirmed",
    uri: path,
  };
  const answer = (body: object, status = 200) =>
    checkAnswer({ method: "POST", path, status, body });
  expect(() => answer(good)).not.toThrow();
  const { uri, ...short } = good;
  expect(() => answer(short)).toThrow("uri");
  expect(() => answer({ ...good, more: 1 })).toThrow("additional");
  expect(() => answer({ ...good, date_created: "2023-08-24T05:01:45Z" })).toThrow("rfc-2822");
  expect(() => answer(good, 202)).toThrow("202");
  expect(() => answer({ code: 20404 }, 404)).toThrow("more_info");
  expect(uri).toBe(path);
});
