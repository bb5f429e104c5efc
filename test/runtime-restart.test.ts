import { message, redirect, response, write } from "@repartee/markup";
import { startPlatform } from "@repartee/platform";
import { expect, onTestFinished, test } from "vitest";
import { startApp } from "./support/app.ts";
import { says } from "./support/documents.ts";
import { phone } from "./support/phone.ts";
import { handset, ourNumber, temporaryFolder } from "./support/platform.ts";

test("a message is answered again after a restart, with the same tokens, and no reply goes twice", async () => {
  const asked: string[] = [];
  let hang = () => {};
  const hangs = new Promise<void>((resolve) => {
    hang = resolve;
  });
  const appUrl = await startApp((req, res) => {
    asked.push(`${req.url} ${req.headers["i-twilio-idempotency-token"]}`);
    // The second document never comes, the first time it is asked for.
    if (asked.length === 2) return hang();
    const first = write(response(message("One"), redirect("/more")));
    res.writeHead(200, { "Content-Type": "text/xml" });
    res.end(req.url === "/sms" ? first : says("Two"));
  });
  const dataDir = await temporaryFolder();
  const start = () =>
    startPlatform({
      port: 0,
      dataDir,
      numbers: [{ address: ourNumber, webhookUrl: `${appUrl}/sms` }],
    });
  const before = await start();
  await phone(before.url, handset).sends(ourNumber, "Hi");
  await hangs;
  await before.close();

  const after = await start();
  onTestFinished(() => after.close());
  const person = phone(after.url, handset);
  await person.receives(({ body }) => body === "Two");
  await person.receives(({ body }) => body === "One");
  const bodies = (await person.messages()).map(({ body }) => body);
  expect(bodies.toSorted()).toEqual(["Hi", "One", "Two"]);
  expect(asked).toHaveLength(4);
  expect(asked.slice(2)).toEqual(asked.slice(0, 2));
  expect(new Set(asked).size).toBe(2);
});
