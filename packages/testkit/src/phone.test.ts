import { parseForm } from "@repartee/protocol";
import twilio from "twilio";
import { expect, onTestFinished, test } from "vitest";
import { startPlatform, type TestPlatform, type TestPlatformOptions } from "./index.ts";

const handset = "+14155550100";

async function started(options?: TestPlatformOptions): Promise<TestPlatform> {
  const platform = await startPlatform(options);
  onTestFinished(() => platform.close());
  return platform;
}

/** The fields of a webhook request. */
async function fieldsOf(request: Request): Promise<Map<string, string>> {
  return new Map(parseForm(await request.text()));
}

test("a message that does not come is an error that tells what did, in time", async () => {
  const platform = await started({
    webhook: async (request) => {
      const fields = await fieldsOf(request);
      if (fields.get("Body") === "throw") throw new Error("The frame is too large.");
      return new Response("Hello");
    },
  });
  const phone = platform.phone(handset);
  await expect(phone.receives({ timeout: 300 })).rejects.toThrow(
    `${handset} received no message within 300 ms.\n\nNothing was sent from it or to it.`,
  );
  await phone.sends("Hi");
  await phone.receives();
  await phone.sends("throw");
  const error = await phone
    .receives({ matching: /framed/, timeout: 300 })
    .catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: "message_missing" });
  const text = String(error);
  expect(text).toContain("received no message that matches /framed/ within 300 ms.");
  expect(text).toContain('"Hello" from +15005550006 (given out before)');
  expect(text).toContain('about "throw"');
  expect(text).toMatch(/POST http:\/\/localhost:\d+\/sms: 500 "Error: The frame is too large\./);
  expect(text).toMatch(/\n {4}11200 /);
});

test("a phone that is to receive nothing waits for the answer, and for no longer", async () => {
  const platform = await started({
    webhook: async (request) => {
      const fields = await fieldsOf(request);
      return fields.get("Body") === "Shh"
        ? new Response(null, { status: 204 })
        : new Response("Hello");
    },
  });
  const phone = platform.phone(handset);
  await phone.receivesNothing();
  await phone.sends("Shh");
  await phone.receivesNothing();
  await phone.sends("Hi");
  await expect(phone.receivesNothing()).rejects.toMatchObject({
    code: "message_unexpected",
    message: expect.stringContaining('"Hello" from +15005550006'),
  });
  await phone.receives();
  await phone.receivesNothing();
  platform.serve((_req, _res) => {});
  await phone.sends("Hi");
  await expect(phone.receivesNothing({ timeout: 100 })).rejects.toThrow("has not answered yet");
});

test("an app that does not answer, and a message that is stuck, are told of too", async () => {
  const platform = await started({
    timeout: 200,
    clock: "virtual",
    webhook: (_req, _res) => {},
  });
  await platform.phone(handset).sends("Hi");
  await expect(platform.phone(handset).receives()).rejects.toThrow(
    'about "Hi", and has not answered yet',
  );
  await platform.client(twilio).messages.create({
    from: "+15005550006",
    to: "+15005530000",
    body: "No receipt",
  });
  await expect(platform.phone("+15005530000").receives()).rejects.toThrow('"No receipt": sent');
  expect(() => platform.phone("5550100")).toThrow("E.164");
});

test("a phone texts to a group: the app hears of the others", async () => {
  const seen: (string | undefined)[] = [];
  const platform = await started({
    webhook: async (request) => {
      const fields = await fieldsOf(request);
      for (const name of ["OtherRecipients0", "OtherRecipients1", "NumMedia"]) {
        seen.push(fields.get(name));
      }
      return new Response("Hello, all");
    },
  });
  const phone = platform.phone(handset);
  const otherRecipients = ["+14155550101", "+14155550102"];
  const { sid } = await phone.sends({ body: "Hi", otherRecipients });
  expect(sid).toMatch(/^MM/);
  expect((await phone.receives()).body).toBe("Hello, all");
  expect(seen).toEqual([...otherRecipients, "0"]);
  await expect(phone.sends({ body: "Hi", otherRecipients: ["all"] })).rejects.toMatchObject({
    code: 21211,
  });
});

test("a phone that is switched off receives nothing until it is on again", async () => {
  const platform = await started();
  const phone = platform.phone(handset);
  const { messages } = platform.client(twilio);
  const send = (body: string) => messages.create({ from: "+15005550006", to: handset, body });
  phone.switchOff();
  const { sid } = await send("Are you there?");
  await expect.poll(async () => (await messages(sid).fetch()).status).toBe("undelivered");
  expect(await messages(sid).fetch()).toMatchObject({ errorCode: 30003 });
  phone.switchOn();
  await send("And now?");
  expect((await phone.receives()).body).toBe("And now?");
});
