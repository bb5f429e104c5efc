import { readFile } from "node:fs/promises";
import { defineVerb, message, noContent, redirect, response, write } from "@repartee/markup";
import { executeVerb } from "@repartee/runtime";
import { startPlatform, type TestPlatform, type TestPlatformOptions } from "@repartee/testkit";
import twilio from "twilio";
import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { handset, ourNumber } from "./support/platform.ts";
import { startTlsServer } from "./support/tls-server.ts";

async function started(options: TestPlatformOptions): Promise<TestPlatform> {
  const platform = await startPlatform(options);
  onTestFinished(() => platform.close());
  return platform;
}

/** Answers each path with a text or a document. */
function answering(answers: Readonly<Record<string, string>>) {
  return (request: Request): Response => {
    const answer = answers[new URL(request.url).pathname] ?? "";
    const type = answer.startsWith("<") ? "text/xml" : "text/plain";
    return new Response(answer, { headers: { "Content-Type": type } });
  };
}

test("a document with a verb of one's own runs from top to bottom", async () => {
  const Coupon = defineVerb({
    name: "Coupon",
    attributes: z.object({ percent: z.coerce.number().min(1).max(90) }),
    content: noContent,
  });
  const coupon = executeVerb(Coupon, async ({ attributes: { percent } }, { inbound, send }) => {
    const sent = await send(message(`${percent} % off, ${inbound.from}`));
    return sent.ok
      ? { kind: "done", sentence: `Gave ${percent} %.` }
      : { kind: "refused", sentence: sent.sentence, code: sent.code };
  });
  const platform = await started({
    clock: "virtual",
    verbs: [coupon],
    webhook: answering({
      "/sms": write(response(message("Hello."), Coupon({ percent: 20 }), redirect("/bye"))),
      "/bye": "Bye.",
    }),
  });
  const phone = platform.phone(handset);
  const exchange = await (await phone.sends("Hi")).exchange();
  const texts = [await phone.receives(), await phone.receives(), await phone.receives()];
  expect(texts.map(({ body }) => body)).toEqual(["Hello.", `20 % off, ${handset}`, "Bye."]);
  expect(exchange.verbs.map(({ kind, outcome }) => `${kind} ${outcome}`)).toEqual([
    "message ran",
    "Coupon ran",
    "redirect ran",
    "message ran",
  ]);
  expect(exchange.notices).toEqual([]);
});

test("a service of the configuration chooses senders, hears its own words and asks its own URL", async () => {
  const platform = await started({
    clock: "virtual",
    numbers: [ourNumber, { address: "ACME" }, { address: "+442079460000", country: "GB" }],
    services: [
      {
        friendlyName: "Alerts",
        senders: [ourNumber, "ACME"],
        inboundRequestUrl: "/alerts",
        advancedOptOut: { standard: { optOut: { keywords: ["HALT"], answer: "You are out." } } },
      },
    ],
    webhook: answering({ "/alerts": "From the service.", "/sms": "From the number." }),
  });
  expect(platform.numbers).toEqual([ourNumber, "+442079460000"]);
  const client = platform.client(twilio);
  const [service] = await client.messaging.v1.services.list();
  expect(service).toMatchObject({ friendlyName: "Alerts", useInboundWebhookOnNumber: false });
  const messagingServiceSid = service?.sid ?? "";

  const phone = platform.phone(handset);
  await phone.sends("Hi");
  expect((await phone.receives()).body).toBe("From the service.");
  await phone.sends({ body: "Hi", to: "+442079460000" });
  expect((await phone.receives()).body).toBe("From the number.");
  // Names go before numbers, where they are taken.
  for (const [to, from] of [
    ["+4915112345678", "ACME"],
    ["+14155550123", ourNumber],
  ] as const) {
    await client.messages.create({ messagingServiceSid, to, body: "News" });
    expect((await platform.phone(to).receives()).from).toBe(from);
  }
  await phone.sends("halt");
  await phone.receives({ matching: "You are out." });
});

test("an action may be a status URL alone", async () => {
  const webhook = answering({
    "/sms": '<Response><Message action="/more">One</Message><Message>Two</Message></Response>',
    "/more": "Taken over",
  });
  async function bodies(actions: "flow" | "callback") {
    const platform = await started({ clock: "virtual", webhook, actions });
    const phone = platform.phone(handset);
    await phone.sends("Hi");
    return [(await phone.receives()).body, (await phone.receives()).body];
  }
  expect(await bodies("flow")).toEqual(["One", "Taken over"]);
  expect(await bodies("callback")).toEqual(["One", "Two"]);
});

test("a reply from a number that sends no texts is told of with 14108", async () => {
  const mute = "+15005550007";
  const platform = await started({
    clock: "virtual",
    numbers: [ourNumber, { address: mute, sms: false }],
    webhook: () => {
      const document = write(response(message("From afar", { from: mute }), message("From here")));
      return new Response(document, { headers: { "Content-Type": "text/xml" } });
    },
  });
  const phone = platform.phone(handset);
  const exchange = await (await phone.sends("Hi")).exchange();
  expect(exchange.notices.map(({ code }) => code)).toEqual([14108]);
  expect((await phone.receives()).body).toBe("From here");
});

test("two numbers that answer each other stop, unless that is not wanted", async () => {
  async function lastCodes(limitReplyRate: boolean) {
    const options = {
      clock: "virtual",
      limitReplyRate,
      webhook: () => new Response("Yes"),
    } as const;
    const platform = await started(options);
    const phone = platform.phone(handset);
    for (let count = 0; count < 30; count += 1) await (await phone.sends("No")).exchange();
    const { notices } = await (await phone.sends("No")).exchange();
    return notices.map(({ code }) => code);
  }
  expect(await lastCodes(true)).toEqual([14107]);
  expect(await lastCodes(false)).toEqual([]);
});

test("an app with a certificate of its own is asked when it is trusted, or nothing is verified", async () => {
  const server = await startTlsServer((_req, res) => {
    res.writeHead(200, { "Content-Type": "text/plain" }).end("Secret");
  });
  async function outcome(webhookClient: TestPlatformOptions["webhookClient"]) {
    const platform = await started({ webhook: `${server.url}/sms`, webhookClient });
    const { notices, requests } = await (await platform.phone(handset).sends("Hi")).exchange();
    return requests[0]?.response?.body ?? notices.map(({ code }) => code);
  }
  expect(await outcome(undefined)).toEqual([11237]);
  expect(await outcome({ verifyTls: false })).toBe("Secret");
  expect(await outcome({ ca: await readFile(server.caFile, "utf8") })).toBe("Secret");
});

test("an alert of a sub-account names the account above", async () => {
  const told: URLSearchParams[] = [];
  const platform = await started({
    alertWebhookUrl: "/alerts",
    webhook: async (request) => {
      if (request.url.endsWith("/alerts")) told.push(new URLSearchParams(await request.text()));
      return new Response(null, { status: 204 });
    },
  });
  const accounts = platform.client(twilio).api.v2010.accounts;
  const { sid } = await accounts.create({ friendlyName: "Branch" });
  const { phoneNumber } = await accounts(sid).incomingPhoneNumbers.create({
    phoneNumber: "+14155550155",
    smsUrl: "http://localhost:9/nobody",
  });
  await platform.phone(handset).sends({ body: "Hi", to: phoneNumber });
  await expect.poll(() => told.length).toBeGreaterThan(0);
  expect(told[0]?.get("AccountSid")).toBe(sid);
  expect(told[0]?.get("ParentAccountSid")).toBe(platform.account.sid);
});

test("the senders of a service are told of as they are configured", async () => {
  const platform = await started({
    numbers: [
      ourNumber,
      { address: "+442079460000", mms: false },
      { address: "72675", country: "GB" },
    ],
    services: [{ friendlyName: "Mixed", senders: ["+442079460000", "72675"] }],
  });
  const { services } = platform.client(twilio).messaging.v1;
  const [{ sid } = { sid: "" }] = await services.list();
  const pool = services(sid);
  expect(await pool.phoneNumbers.list()).toMatchObject([
    { phoneNumber: "+442079460000", countryCode: "GB", capabilities: ["SMS"] },
  ]);
  expect(await pool.shortCodes.list()).toMatchObject([
    { shortCode: "72675", countryCode: "GB", capabilities: ["SMS", "MMS"] },
  ]);
});
