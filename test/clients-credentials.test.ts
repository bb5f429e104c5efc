import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { inNode, nodeApp, underDev } from "./support/app-under-dev.ts";
import { phone } from "./support/phone.ts";
import { handset, ourNumber, temporaryFolder } from "./support/platform.ts";

const sid = "AC0123456789abcdef0123456789abcdef";
const key = "SK0123456789abcdef0123456789abcdef";

async function folderWith(env: string): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, ".env"), env);
  return folder;
}

test("an API key of .env works from the first call on, without an auth token", async () => {
  const cwd = await folderWith(
    `TWILIO_ACCOUNT_SID=${sid}\nTWILIO_API_KEY=${key}\nTWILIO_API_SECRET=secret\n`,
  );
  const seen = await inNode<unknown>(
    `const client = twilio("${key}", "secret", { accountSid: "${sid}" });
     const sent = await client.messages.create({ from: TWILIO_NUMBER, to: "${handset}", body: "Hi" });
     const wrong = await twilio("${key}", "guessed", { accountSid: "${sid}" }).messages.list().catch(({ code }) => code);
     return [sent.accountSid, sent.status, wrong];`,
    { cwd },
  );
  expect(seen).toEqual([sid, "queued", 20003]);
});

test("credentials under any name are adopted at their first call, and sign webhooks from then on", async () => {
  const file = await nodeApp(`
const http = require("node:http");
const twilio = require("twilio");
http.createServer(async (req, res) => {
  const params = Object.fromEntries(new URLSearchParams(Buffer.concat(await req.toArray()).toString()));
  const valid = twilio.validateRequest("its-own-token", req.headers["x-twilio-signature"] ?? "", "http://" + req.headers.host + req.url, params);
  res.setHeader("Content-Type", "text/plain").end("valid: " + valid);
}).listen(process.env.PORT, async () => {
  const sent = await twilio("${sid}", "its-own-token").messages.create({ from: process.env.TWILIO_NUMBER, to: "${handset}", body: "Hi" });
  const listed = await twilio("${key}", "its-own-secret", { accountSid: "${sid}" }).messages.list();
  console.log("SENT", sent.status, listed.length + ".");
});`);
  const dev = await underDev([process.execPath, file]);
  await dev.prints(/SENT queued 1\./);
  await dev.prints(
    new RegExp(`Adopted the credentials ${sid}, which the app sent with a request\\.\n`),
  );
  await dev.prints(new RegExp(`Adopted the credentials ${key}, `));
  const person = phone(dev.url, handset);
  await person.sends(ourNumber, "Hello");
  await person.receives(({ body }) => body === "valid: true");
  expect(dev.output()).not.toContain("its-own");

  // Adopted: from now on the right secret counts, and no other one does.
  const statusOf = async (username: string, password: string) => {
    const Authorization = `Basic ${btoa(`${username}:${password}`)}`;
    const url = `${dev.url}/2010-04-01/Accounts/${sid}/Messages.json`;
    return (await fetch(url, { headers: { Authorization } })).status;
  };
  expect(await statusOf(sid, "its-own-token")).toBe(200);
  expect(await statusOf(sid, "guessed")).toBe(401);
});

test("nothing else than the app makes its credentials adopted", async () => {
  const seen = await inNode<readonly unknown[]>(
    `const Authorization = "Basic " + btoa("${sid}:some-token");
     const headers = { Authorization, "Repartee-Run": "guessed" };
     return [
       (await fetch(process.env.REPARTEE_URL + "/2010-04-01/Accounts.json", { headers })).status,
       (await fetch("https://api.twilio.com/2010-04-01/Accounts.json", { headers: { Authorization: "Basic " + btoa("ACnot-a-sid:token") } })).status,
       (await fetch("https://api.twilio.com/2010-04-01/Accounts.json", { headers: { Authorization: "Basic " + btoa("${sid}:") } })).status,
     ];`,
  );
  expect(seen).toEqual([401, 401, 401]);
  const refused = await inNode<unknown>(
    `return twilio("${sid}", "some-token").messages.list().catch(({ code }) => code);`,
    { flags: ["--no-adopt"] },
  );
  expect(refused).toBe(20003);
});

test("test credentials of .env; without them the banner prints some", async () => {
  const send = (username: string, password: string) =>
    `return twilio(${username}, ${password}).messages
       .create({ from: "+15005550006", to: "+15005550009", body: "Hi" }).catch(({ code }) => code);`;
  const cwd = await folderWith(
    `TWILIO_TEST_ACCOUNT_SID=${sid}\nTWILIO_TEST_AUTH_TOKEN=test-token\n`,
  );
  expect(await inNode<unknown>(send(`"${sid}"`, `"test-token"`), { cwd })).toBe(21_614);

  const dev = await underDev([process.execPath, "-e", "setInterval(() => {}, 60_000)"]);
  const [, username, password] = await dev.prints(/Test SID\s+(AC\w+)\n\s+Test token\s+(\w+)\n/);
  const response = await fetch(`${dev.url}/2010-04-01/Accounts/${username}/Messages.json`, {
    method: "POST",
    headers: { Authorization: `Basic ${btoa(`${username}:${password}`)}` },
    body: new URLSearchParams({ From: "+15005550006", To: "+15005550009", Body: "Hi" }),
  });
  expect(await response.json()).toMatchObject({ code: 21_614 });
});
