import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { repartee, running } from "./support/command.ts";
import { phone } from "./support/phone.ts";
import { handset, ourNumber, temporaryFolder } from "./support/platform.ts";

/** An app as people write it: it answers with a document, and sends more with the official SDK. */
const app = (greeting: string) => `
  const twilio = require("twilio");
  const client = twilio(process.env.TWILIO_ACCOUNT_SID, process.env.TWILIO_AUTH_TOKEN);
  require("node:http").createServer(async (req, res) => {
    await client.messages.create({
      from: ${JSON.stringify(ourNumber)}, to: ${JSON.stringify(handset)}, body: "By the way",
    });
    const answer = new twilio.twiml.MessagingResponse();
    answer.message(${JSON.stringify(greeting)});
    res.writeHead(200, { "Content-Type": "text/xml" }).end(answer.toString());
  }).listen(process.env.PORT);`;

test("an unmodified app is recorded and replayed, with what it sends through the official SDK", async () => {
  const folder = await temporaryFolder();
  const file = join(folder, "talk.yaml");
  const program = (greeting: string) => ["--", process.execPath, "-e", app(greeting)];
  const dev = repartee([
    ...["dev", "--port", "0", "--data", folder, "--record", file],
    ...program("Hello"),
  ]);
  const { url, account } = await running(dev);
  const person = phone(url, handset);
  await person.sends(ourNumber, "Hi");
  await person.receives(({ body }) => body === "Hello");
  await person.receives(({ body }) => body === "By the way");
  dev.process.kill("SIGINT");
  expect(await dev.ended).toBe(0);
  const text = await readFile(file, "utf8");
  expect(text.match(/^kind: .*/gm)).toEqual(["kind: reply", "kind: api"]);
  expect(text).not.toContain(account.authToken);

  const same = repartee(["replay", file, ...program("Hello")]);
  expect(await same.ended, same.output()).toBe(0);
  expect(same.output()).toContain("2 exchanges, all as recorded.");
  const changed = repartee(["replay", file, ...program("Good bye")]);
  expect(await changed.ended, changed.output()).toBe(1);
  expect(changed.output()).toContain('   -     "Hello"\n   +     "Good bye"\n');
  expect(changed.output()).toContain('"By the way": same');
});
