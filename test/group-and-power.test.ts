import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { startApp } from "./support/app.ts";
import { phone } from "./support/phone.ts";
import { handset, ourNumber, platformFor } from "./support/platform.ts";
import { twilioClient } from "./support/twilio-client.ts";

test("a handset texts to a group, through the phone API", async () => {
  const platform = await platformFor();
  const person = phone(platform.url, handset);
  const sent = await person.sends(ourNumber, "Hi, all", [], ["+14155550101", "+14155550102"]);
  expect(sent).toMatchObject({ status: 201, sid: expect.stringMatching(/^MM/) });
  expect(await person.messages()).toMatchObject([
    { sid: sent.sid, media: [], other_recipients: ["+14155550101", "+14155550102"] },
  ]);
  expect(await twilioClient(platform).messages(sent.sid).fetch()).toMatchObject({
    body: "Hi, all",
    numMedia: "0",
    numSegments: "1",
  });

  expect(
    await person.sends(ourNumber, "Hi, all", [], ["+14155550101", "4155550102"]),
  ).toMatchObject({
    status: 400,
    code: 21211,
    message: 'OtherRecipients must be in E.164 form, got "4155550102".',
  });
  expect(await person.messages()).toHaveLength(1);
});

test("a handset that is switched off through the phone API misses what is sent to it", async () => {
  const reported: [string | null, string | null][] = [];
  let ended = () => {};
  const hasEnded = new Promise<void>((resolve) => {
    ended = resolve;
  });
  const appUrl = await startApp(async (req, res) => {
    const fields = new URLSearchParams(await text(req));
    reported.push([fields.get("MessageStatus"), fields.get("ErrorCode")]);
    if (fields.get("MessageStatus") === "undelivered") ended();
    res.end();
  });
  const platform = await platformFor();
  const off = await fetch(`${platform.url}/emulator/v1/phones/${encodeURIComponent(handset)}`, {
    method: "PUT",
    headers: { "Content-Type": "application/json" },
    body: '{"switched_off": true}',
  });
  expect(await off.json()).toEqual({ number: handset, switched_off: true });
  await twilioClient(platform).messages.create({
    from: ourNumber,
    to: handset,
    body: "Are you there?",
    statusCallback: `${appUrl}/status`,
  });
  await hasEnded;
  expect(reported.at(-1)).toEqual(["undelivered", "30003"]);
  expect(await phone(platform.url, handset).messages()).toEqual([]);
});
