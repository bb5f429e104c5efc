import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { startApp } from "./support/app.ts";
import { repartee, running } from "./support/command.ts";
import { phone } from "./support/phone.ts";
import { handset, ourNumber, temporaryFolder } from "./support/platform.ts";
import { twilioClient } from "./support/twilio-client.ts";

test("what was acknowledged before a SIGKILL is delivered after a restart, once", async () => {
  const data = await temporaryFolder();
  const before = repartee(["dev", "--port", "0", "--data", data]);
  const client = twilioClient(await running(before));
  // A burst: at one message a second, most of them still wait when the process dies.
  const created = await Promise.all(
    Array.from({ length: 3 }, (_, index) =>
      client.messages.create({ from: ourNumber, to: handset, body: `message ${index}` }),
    ),
  );
  before.process.kill("SIGKILL");
  expect(await before.ended).toBe("SIGKILL");

  const after = repartee(["dev", "--port", "0", "--data", data]);
  const platform = await running(after);
  expect(platform.account.sid).toBe(created[0]?.accountSid);
  const person = phone(platform.url, handset);
  for (const { sid } of created) await person.receives((message) => message.sid === sid);
  const received = (await person.messages()).map(({ sid }) => sid);
  expect(received.toSorted()).toEqual(created.map(({ sid }) => sid).toSorted());

  for (const { sid } of created) {
    expect((await twilioClient(platform).messages(sid).fetch()).status).toBe("delivered");
  }
});

test("a message that was being answered when the process died is answered after a restart", async () => {
  const data = await temporaryFolder();
  const tokens: (string | undefined)[] = [];
  const groups: (string | null)[] = [];
  let asked = () => {};
  const isAsked = new Promise<void>((resolve) => {
    asked = resolve;
  });
  const appUrl = await startApp(async (req, res) => {
    groups.push(new URLSearchParams(await text(req)).get("OtherRecipients0"));
    const token = req.headers["i-twilio-idempotency-token"];
    tokens.push(typeof token === "string" ? token : undefined);
    asked();
    // The first time it never answers.
    if (tokens.length > 1) res.setHeader("Content-Type", "text/plain").end("Here I am");
  });
  const args = ["dev", "--port", "0", "--data", data, "--webhook", `${appUrl}/sms`];
  const before = repartee(args);
  const person = phone((await running(before)).url, handset);
  const sent = await person.sends(ourNumber, "Anybody there?", [], ["+14155550101"]);
  expect(sent).toMatchObject({ status: 201, sid: expect.stringMatching(/^MM/) });
  await isAsked;
  before.process.kill("SIGKILL");
  await before.ended;

  const platform = await running(repartee(args));
  await phone(platform.url, handset).receives(({ body }) => body === "Here I am");
  expect(tokens[0]).toMatch(/^[0-9a-f-]{36}$/);
  expect(tokens).toEqual([tokens[0], tokens[0]]);
  // Who else it went to is in the message's own row: no crash comes between.
  expect(groups).toEqual(["+14155550101", "+14155550101"]);
});
