import { expect, test } from "vitest";
import { handset, ourNumber, platformFor } from "./support/platform.ts";
import { postForm, restCall } from "./support/rest-call.ts";
import { twilioClient } from "./support/twilio-client.ts";

test.each([
  ["+15005550006", "4155550100", "+15005550006", "+14155550100"],
  ["5005550006", "4125550138", "+15005550006", "+14125550138"],
  ["(500) 555-0006", "(415) 555-0100", "+15005550006", "+14155550100"],
  ["1-500-555-0006", "+1 415 555 0101", "+15005550006", "+14155550101"],
  ["500.555.0006", "1 (415) 555-0100", "+15005550006", "+14155550100"],
  // What a form makes of a plus that was not escaped.
  [" 15005550006", " 14155550100", "+15005550006", "+14155550100"],
])("From=%s&To=%s is a message from %s to %s", async (From, To, from, to) => {
  const platform = await platformFor();
  const made = await postForm(platform, "/Messages.json", { From, To, Body: "Hi" });
  expect(made).toMatchObject({ status: 201, json: { from, to, status: "queued" } });
  const list = await twilioClient(platform).messages.list({ to: To.trim(), from: From.trim() });
  expect(list.map(({ sid }) => sid)).toEqual([made.json.sid]);
});

test("a filter's plus that was not escaped still is a plus", async () => {
  const platform = await platformFor();
  await postForm(platform, "/Messages.json", { From: ourNumber, To: handset, Body: "Hi" });
  const { json } = await restCall(platform, `/Messages.json?To=${handset}&From=${ourNumber}`);
  expect(json.messages).toHaveLength(1);
});

test("what is not a number is refused as it was written", async () => {
  const platform = await platformFor();
  const refused = await postForm(platform, "/Messages.json", {
    From: ourNumber,
    To: "415 555 010",
    Body: "Hi",
  });
  expect(refused.json).toMatchObject({
    code: 21211,
    message: "The 'To' number 415 555 010 is not a valid phone number.",
  });
});

test("an alphanumeric sender ID reaches countries that take it, and not the United States", async () => {
  const platform = await platformFor();
  const { messages } = twilioClient(platform);
  const sent = await messages.create({ from: "ACME", to: "+447700900123", body: "Hi" });
  expect(sent).toMatchObject({ from: "ACME", to: "+447700900123", status: "queued" });
  const american = messages.create({ from: "ACME", to: handset, body: "Hi" });
  await expect(american).rejects.toMatchObject({ status: 400, code: 21612 });
  const picture = { from: "ACME", to: "+447700900123", mediaUrl: ["https://app.example/a.png"] };
  await expect(messages.create(picture)).rejects.toMatchObject({ status: 400, code: 21621 });
});

test.each([
  [{ from: ourNumber, to: `whatsapp:${handset}` }, "'To' uses the WhatsApp channel"],
  [{ from: `whatsapp:${ourNumber}`, to: `whatsapp:${handset}` }, "'To' uses the WhatsApp channel"],
  [{ from: `whatsapp:${ourNumber}`, to: handset }, "'From' uses the WhatsApp channel"],
  [{ from: ourNumber, to: "messenger:1234567890" }, "'To' uses the Facebook Messenger channel"],
  [{ from: ourNumber, to: `rcs:${handset}` }, "'To' uses the RCS channel"],
  [{ from: ourNumber, to: `viber:${handset}` }, "'To' uses the viber channel"],
])("%o is an address of a channel", async (addresses, fault) => {
  const platform = await platformFor();
  const sent = twilioClient(platform).messages.create({ ...addresses, body: "Hi" });
  await expect(sent).rejects.toMatchObject({
    status: 400,
    code: 63007,
    message: expect.stringContaining(fault),
  });
});
