import { expect, test } from "vitest";
import { startApp } from "./support/app.ts";
import { finishedExchange, phone } from "./support/phone.ts";
import { photoFile } from "./support/pictures.ts";
import { handset, ourNumber, platformFor } from "./support/platform.ts";
import { twilioClient } from "./support/twilio-client.ts";

test("the handset keeps what the app redacts and deletes, and the API does not", async () => {
  const appUrl = await startApp((_req, res) => {
    res.setHeader("Content-Type", "text/plain").end("Thank you");
  });
  const platform = await platformFor(appUrl);
  const client = twilioClient(platform);
  const person = phone(platform.url, handset);
  const sent = await person.sends(ourNumber, "Look", [await photoFile()]);
  await finishedExchange(platform.url, sent.exchange_sid);
  const reply = await person.receives(({ body }) => body === "Thank you");
  const before = await person.messages();

  const [media] = await client.messages(sent.sid).media.list();
  await client
    .messages(sent.sid)
    .media(media?.sid ?? "")
    .remove();
  await client.messages(sent.sid).update({ body: "" });
  expect(await client.messages(sent.sid).fetch()).toMatchObject({ body: "" });
  expect(await client.messages(sent.sid).media.list()).toEqual([]);
  expect(await person.messages()).toEqual(before);

  await client.messages(sent.sid).remove();
  await client.messages(reply.sid).remove();
  for (const { sid } of [sent, reply]) {
    await expect(client.messages(sid).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
  }
  expect(await person.messages()).toEqual(before);
  expect(before).toMatchObject([
    { sid: sent.sid, direction: "sent", body: "Look", media: [{ content_type: "image/jpeg" }] },
    { sid: reply.sid, direction: "received", body: "Thank you", media: [] },
  ]);
  const [photo] = before[0]?.media ?? [];
  const picture = await fetch(`${platform.url}${photo?.url}`);
  expect(picture.status).toBe(200);
  expect((await picture.arrayBuffer()).byteLength).toBe(photo?.size);
});
