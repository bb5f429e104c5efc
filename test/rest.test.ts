import { expect, test } from "vitest";
import { startApp } from "./support/app.ts";
import { exchanges, phone } from "./support/phone.ts";
import { colourAt, photo, photoFile } from "./support/pictures.ts";
import { handset, ourNumber, platformFor } from "./support/platform.ts";
import { twilioClient } from "./support/twilio-client.ts";

const body = "This is the ship that made the Kessel Run in fourteen parsecs?";

test("the official SDK sends text and picture to a handset", async () => {
  const picture = await photo();
  const appUrl = await startApp((_req, res) =>
    res.setHeader("Content-Type", "image/jpeg").end(picture),
  );
  const platform = await platformFor();
  const client = twilioClient(platform);

  const created = await client.messages.create({
    from: ourNumber,
    to: handset,
    body,
    mediaUrl: [`${appUrl}/ship.jpg`],
  });
  expect(created).toMatchObject({
    status: "queued",
    direction: "outbound-api",
    numMedia: "1",
    body,
    from: ourNumber,
  });
  expect(created.sid).toMatch(/^MM[0-9a-f]{32}$/);
  expect(created.dateCreated).toBeInstanceOf(Date);

  const person = phone(platform.url, handset);
  const received = await person.receives(({ sid }) => sid === created.sid);
  expect(received).toMatchObject({
    body,
    media: [{ content_type: "image/jpeg" }],
  });
  const shown = await fetch(new URL(received.media[0]?.url ?? "", platform.url));
  const bytes = new Uint8Array(await shown.arrayBuffer());
  // Small enough to keep its bytes, except for the EXIF, which has a position.
  expect(picture.includes("Test camera")).toBe(true);
  expect(Buffer.from(bytes).includes("Exif")).toBe(false);
  expect(bytes.length).toBeLessThan(picture.length);
  const [red] = await colourAt(bytes, 0.5, 0.2);
  expect(red).toBeGreaterThan(180);

  const fetched = await client.messages(created.sid).fetch();
  expect(fetched).toMatchObject({ status: "delivered", numSegments: "1", errorCode: null });
  const [media] = await client.messages(created.sid).media.list();
  expect(media).toMatchObject({ contentType: "image/jpeg", parentSid: created.sid });
  expect(
    (
      await client
        .messages(created.sid)
        .media(media?.sid ?? "")
        .fetch()
    ).sid,
  ).toBe(media?.sid);
});

test("lists in pages, newest first, with filters", async () => {
  const platform = await platformFor();
  const client = twilioClient(platform);
  const sids: string[] = [];
  for (let index = 0; index < 7; index += 1) {
    const to = index % 2 === 0 ? handset : "+14155550101";
    sids.push((await client.messages.create({ from: ourNumber, to, body: `number ${index}` })).sid);
  }
  const all = await client.messages.list({ pageSize: 3 });
  expect(all.map(({ sid }) => sid)).toEqual(sids.toReversed());
  const some = await client.messages.list({ to: handset, pageSize: 2 });
  expect(some.map(({ body: text }) => text)).toEqual([
    "number 6",
    "number 4",
    "number 2",
    "number 0",
  ]);

  const page = await client.messages.page({ pageSize: 3 });
  const next = await page.nextPage();
  expect(next?.instances.map(({ sid }) => sid)).toEqual(sids.toReversed().slice(3, 6));
  expect((await (await next?.nextPage())?.nextPage()) ?? null).toBeNull();

  await phone(platform.url, handset).receives(({ body: text }) => text === "number 0");
  const tomorrow = new Date(Date.now() + 86_400_000);
  expect(await client.messages.list({ dateSentAfter: tomorrow })).toEqual([]);
  const sentToday = await client.messages.list({ dateSent: new Date() });
  expect(sentToday.map(({ sid }) => sid)).toContain(sids[0]);
});

test("serves inbound media to who has the credentials, and to nobody else", async () => {
  const platform = await platformFor();
  const file = await photoFile();
  const sent = await phone(platform.url, handset).sends(ourNumber, "", [file]);
  const [media] = await twilioClient(platform).messages(sent.sid).media.list();
  const url = `${platform.url}/2010-04-01/Accounts/${platform.account.sid}/Messages/${sent.sid}/Media/${media?.sid}`;
  const basic = (token: string) => ({
    headers: { Authorization: `Basic ${btoa(`${platform.account.sid}:${token}`)}` },
  });

  const answer = await fetch(url, basic(platform.account.authToken));
  expect(answer.headers.get("content-type")).toBe("image/jpeg");
  expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(Buffer.from(await file.arrayBuffer()));

  for (const init of [{}, basic("wrong"), basic("")]) {
    const refused = await fetch(url, init);
    expect(refused.status).toBe(401);
    expect(refused.headers.get("www-authenticate")).toMatch(/^Basic/);
    expect(await refused.text()).toContain("<RestException><Code>20003</Code>");
    const json = await fetch(`${url}.json`, init);
    expect(await json.json()).toEqual({
      code: 20003,
      message: "Authenticate",
      more_info: "https://www.twilio.com/docs/errors/20003",
      status: 401,
    });
  }
});

test.each([
  ["no recipient", { from: ourNumber, to: "", body }, 21604],
  ["a recipient that is no number", { from: ourNumber, to: "555", body }, 21211],
  ["no sender", { to: handset, body }, 21603],
  ["a number that is not ours", { from: "+14155550199", to: handset, body }, 21606],
  ["no content", { from: ourNumber, to: handset }, 21602],
  ["1601 characters", { from: ourNumber, to: handset, body: "a".repeat(1601) }, 21617],
  [
    "11 media",
    { from: ourNumber, to: handset, mediaUrl: Array(11).fill("https://a.test/b.jpg") },
    21623,
  ],
  [
    "a media URL that is none",
    { from: ourNumber, to: handset, mediaUrl: ["ftp://a.test/b.jpg"] },
    21620,
  ],
  [
    "a callback with an underscore in its host",
    { from: ourNumber, to: handset, body, statusCallback: "http://a_b/c" },
    21609,
  ],
])("refuses %s", async (_, options, code) => {
  const platform = await platformFor();
  await expect(twilioClient(platform).messages.create(options)).rejects.toMatchObject({
    status: 400,
    code,
  });
  const [exchange] = await exchanges(platform.url);
  expect(exchange).toMatchObject({ kind: "api", notices: [{ code }] });
  expect(JSON.stringify(exchange)).not.toContain(
    btoa(`${platform.account.sid}:${platform.account.authToken}`),
  );
});

test("answers what is not there with 20404 and what is not allowed with 20004", async () => {
  const platform = await platformFor();
  const client = twilioClient(platform);
  await expect(client.messages(`SM${"0".repeat(32)}`).fetch()).rejects.toMatchObject({
    status: 404,
    code: 20404,
  });
  await expect(client.calls.list()).rejects.toMatchObject({ status: 404, code: 20404 });
  await expect(twilioClient(platform, "wrong").messages.list()).rejects.toMatchObject({
    status: 401,
    code: 20003,
  });
  await expect(client.messages.page({ pageSize: 1001 })).rejects.toMatchObject({
    status: 400,
    code: 20007,
  });
  await expect(client.messages.page({ pageToken: "XX" })).rejects.toMatchObject({ code: 21481 });
  await expect(client.messages(`SM${"0".repeat(32)}`).remove()).rejects.toMatchObject({
    status: 404,
    code: 20404,
  });
});
