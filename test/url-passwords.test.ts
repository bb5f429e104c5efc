import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { message, redirect, response, write } from "@repartee/markup";
import { startPlatform } from "@repartee/platform";
import { expect, test } from "vitest";
import { z } from "zod";
import { startApp } from "./support/app.ts";
import { repartee, running } from "./support/command.ts";
import { handset, ourNumber, temporaryFolder } from "./support/platform.ts";

/** A URL of the app with a password that says where it was set. */
const secret = (app: string, path: string) =>
  app.replace("//", `//me:hush-${path.replaceAll("/", "-")}-hush@`) + path;

test("passwords in URLs are in nothing that is recorded, shown or posted", async () => {
  const folder = await temporaryFolder();
  const record = join(folder, "talk.yaml");
  const posted: string[] = [];
  const app: string = await startApp(async (req, res) => {
    if (req.url === "/alerts") {
      const chunks: Buffer[] = [];
      for await (const chunk of req) chunks.push(chunk);
      posted.push(decodeURIComponent(Buffer.concat(chunks).toString().replaceAll("+", " ")));
    }
    if (req.url === "/sms") {
      return void res.writeHead(302, { Location: secret(app, "/hop") }).end();
    }
    if (req.url === "/missing" || req.url === "/status") return void res.writeHead(404).end();
    const documents: Readonly<Record<string, string>> = {
      "/hop": write(response(redirect(secret(app, "/next")))),
      "/next": write(
        response(
          message("Hi", { statusCallback: secret(app, "/status") }),
          message("Odd", { statusCallback: "http://me:hush-odd-hush@my_host/" }),
          message("Look", { media: [secret(app, "/missing")] }),
          redirect("http://me:hush/odd-hush@my host/"),
        ),
      ),
    };
    res.setHeader("Content-Type", "text/xml").end(documents[(req.url ?? "").split("?")[0] ?? ""]);
  });
  const platform = await startPlatform({
    port: 0,
    dataDir: folder,
    record,
    numbers: [
      {
        address: ourNumber,
        webhookUrl: secret(app, "/sms"),
        fallbackUrl: secret(app, "/fallback"),
      },
    ],
    alertWebhookUrl: secret(app, "/alerts"),
  });
  const { runtime, account, url } = platform;
  const received = await runtime.receive({ from: handset, to: ourNumber, body: "Hi", media: [] });
  if (!received.ok) throw new Error(received.sentence);
  const exchange = await runtime.finished(received.exchangeSid);
  expect(exchange.requests.map(({ cause }) => cause)).toEqual([
    "webhook",
    "http-redirect",
    "redirect",
  ]);

  const credentials = `Basic ${btoa(`${account.sid}:${account.authToken}`)}`;
  const created = await fetch(`${url}/2010-04-01/Accounts/${account.sid}/Messages.json`, {
    method: "POST",
    headers: { Authorization: credentials },
    body: new URLSearchParams({
      From: ourNumber,
      To: handset,
      Body: "Hi",
      StatusCallback: secret(app, "/status"),
      MediaUrl: secret(app, "/missing"),
    }),
  });
  const { sid } = z
    .object({ sid: z.templateLiteral(["MM", z.string()]) })
    .parse(await created.json());
  await platform.sendCore.reached(sid, "failed").catch(() => undefined);

  const shown = async (path: string) =>
    (await fetch(url + path, { headers: { Authorization: credentials } })).text();
  await expect.poll(() => shown("/v1/Alerts")).toContain("/status");
  await expect.poll(() => posted.length).toBeGreaterThan(3);
  const pages = await Promise.all([
    shown("/emulator/v1/exchanges"),
    shown(`/emulator/v1/exchanges/${exchange.sid}`),
    shown("/emulator/v1/config"),
    shown(`/emulator/v1/phones/${encodeURIComponent(handset)}/messages`),
    shown(`/emulator/v1/messages/${sid}/story`),
    shown("/v1/Alerts"),
  ]);
  await platform.close();
  const recording = await readFile(record, "utf8");
  expect(recording).toContain("***@");
  for (const text of [JSON.stringify(exchange), ...posted, ...pages, recording]) {
    expect(text).not.toContain("hush");
  }
  expect(pages[1]).toContain("***@");

  // The database keeps what is needed to make further requests, and no copy in what it records.
  const files = (await readdir(folder)).filter((file) => !file.startsWith("talk"));
  for (const file of files) {
    const bytes = await readFile(join(folder, file), "latin1");
    for (const path of ["hop", "next", "odd"]) expect(bytes).not.toContain(`hush-${path}`);
  }
});

test("the owner reads in the REST API what the owner has set", async () => {
  const platform = await startPlatform({ port: 0, numbers: [{ address: ourNumber }] });
  const { sid, authToken } = platform.account;
  const credentials = `Basic ${btoa(`${sid}:${authToken}`)}`;
  const numbers = `${platform.url}/2010-04-01/Accounts/${sid}/IncomingPhoneNumbers.json`;
  const made = await fetch(numbers, {
    method: "POST",
    headers: { Authorization: credentials },
    body: new URLSearchParams({ PhoneNumber: "+15005550009", SmsUrl: "http://me:hush@app/sms" }),
  });
  expect(await made.json()).toMatchObject({ sms_url: "http://me:hush@app/sms" });
  await platform.close();
});

test("the command prints none", async () => {
  const folder = await temporaryFolder();
  const webhook = "http://me:hush@localhost:1/sms";
  const dev = repartee(["dev", "--port", "0", "--data", folder, "--webhook", webhook]);
  await running(dev);
  await expect.poll(() => dev.output(), { timeout: 10_000 }).toContain("cannot be reached yet");
  dev.process.kill("SIGINT");
  await dev.ended;
  expect(dev.output()).toContain("http://***@localhost:1/sms");
  const refused = repartee(["dev", "--port", "0", "--webhook", "ftp://me:hush@localhost/sms"]);
  expect(await refused.ended).toBe(2);
  expect(refused.output()).toContain('got "ftp://***@localhost/sms"');
  for (const output of [dev.output(), refused.output()]) expect(output).not.toContain("hush");
});
