import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { deadPort } from "./support/app.ts";
import { inNode, nodeApp, underDev } from "./support/app-under-dev.ts";
import { repartee } from "./support/command.ts";
import { phone } from "./support/phone.ts";
import { handset, temporaryFolder } from "./support/platform.ts";

const sid = "AC0123456789abcdef0123456789abcdef";
const token = "a-token-of-the-users-own";
const own = "+14155550123";

/** A folder as the user of an app for the real platform has it. */
async function folderOfTheUser(): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(
    join(folder, ".env"),
    `TWILIO_ACCOUNT_SID=${sid}\nTWILIO_AUTH_TOKEN=${token}\nTWILIO_PHONE_NUMBER=${own}\n`,
  );
  return folder;
}

/** Sends from the number that its first argument names, answers whoever writes, checks signatures. */
const app = `
const http = require("node:http");
const twilio = require("twilio");
const [accountSid, authToken] = ["${sid}", "${token}"];
http.createServer(async (req, res) => {
  const params = Object.fromEntries(new URLSearchParams(Buffer.concat(await req.toArray()).toString()));
  const url = "http://" + req.headers.host + req.url;
  if (!twilio.validateRequest(authToken, req.headers["x-twilio-signature"] ?? "", url, params)) return res.writeHead(403).end();
  res.setHeader("Content-Type", "text/plain").end("You wrote to " + params.To);
}).listen(process.env.FIXED_PORT || process.env.PORT, () =>
  twilio(accountSid, authToken).messages.create({ from: process.argv[2], to: "${handset}", body: "Hi" }).then(
    ({ from }) => console.log("SENT from", from + "."),
    ({ code }) => console.log("REFUSED with", code + "."),
  ),
);`;

test("credentials and numbers of an .env work as they are", async () => {
  const data = await temporaryFolder();
  const file = await nodeApp(app);
  const command = repartee(
    ["dev", "--port", "0", "--data", data, "--", process.execPath, file, own],
    {},
    await folderOfTheUser(),
  );
  await command.prints(/SENT from \+14155550123\./);
  const [, url = ""] = await command.prints(/Phone page\s+(http:\S+)\/\n/);
  await command.prints(new RegExp(`Account SID\\s+${sid}\n`));
  await command.prints(/Auth token\s+the app's own\n/);
  const person = phone(url, handset);
  await person.sends(own, "Hello");
  await person.receives(({ body, from }) => from === own && body === `You wrote to ${own}`);
  expect(command.output()).not.toContain(token);
});

test("a number that the app sends from becomes its own, for later runs too", async () => {
  const data = await temporaryFolder();
  const cwd = await folderOfTheUser();
  const args = ["dev", "--port", "0", "--data", data, "--"];
  const first = repartee([...args, process.execPath, await nodeApp(app), "+14155550177"], {}, cwd);
  await first.prints(/SENT from \+14155550177\./);
  await first.prints(/Adopted \+14155550177, which the app sent a message from\.\n/);
  first.process.kill("SIGINT");
  expect(await first.ended).toBe(0);

  const second = repartee([...args, process.execPath, await nodeApp(app), own], {}, cwd);
  const [, url = ""] = await second.prints(/Phone page\s+(http:\S+)\/\n/);
  const person = phone(url, handset);
  await person.sends("+14155550177", "Hello");
  await person.receives(({ body }) => body === "You wrote to +14155550177");
  expect(second.output()).not.toContain("Adopted");
});

test.each([
  ["an alphanumeric sender ID", "BRAND", 21612],
  ["a magic number", "+15005550007", 21606],
  ["the number that it sends to", handset, 21266],
])("%s is not adopted", async (_, from, code) => {
  const command = repartee(
    [
      "dev",
      "--port",
      "0",
      "--data",
      await temporaryFolder(),
      "--",
      process.execPath,
      await nodeApp(app),
      from,
    ],
    {},
    await folderOfTheUser(),
  );
  const [, refused] = await command.prints(/REFUSED with (\d+)\./);
  expect(Number(refused)).toBe(code);
  expect(command.output()).not.toContain("Adopted");
});

test("--no-adopt takes nothing over", async () => {
  const seen = await inNode(
    `const refused = await twilio(TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN).messages
       .create({ from: "${own}", to: "${handset}", body: "Hi" }).catch((error) => error.code);
     return [TWILIO_ACCOUNT_SID === "${sid}", TWILIO_NUMBER, refused];`,
    { flags: ["--no-adopt"], cwd: await folderOfTheUser() },
  );
  expect(seen).toEqual([false, "+15005550006", 21606]);
});

test("an app with a port of its own is found by --webhook", async () => {
  const port = await deadPort();
  const { url } = await underDev([process.execPath, await nodeApp(app), own], {
    flags: ["--number", own, "--webhook", `http://localhost:${port}/sms`],
    env: { FIXED_PORT: String(port), TWILIO_ACCOUNT_SID: sid, TWILIO_AUTH_TOKEN: token },
  });
  const person = phone(url, handset);
  await person.sends(own, "Hello");
  await person.receives(({ body }) => body === `You wrote to ${own}`);
});
