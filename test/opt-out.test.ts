import { message, response, write } from "@repartee/markup";
import express from "express";
import { expect, test } from "vitest";
import { startApp } from "./support/app.ts";
import { handset } from "./support/platform.ts";
import { type RuntimeWorld, runtimeFor, type WorldOptions } from "./support/runtime.ts";

/** An app that answers everything, and the fields that it was asked with. */
async function chatty(options: WorldOptions = {}) {
  const asked: Record<string, string>[] = [];
  const app = express();
  const url = await startApp(app);
  app.use(express.urlencoded({ extended: false }), (req, res) => {
    asked.push(req.body);
    res.type("text/xml").send(write(response(message("Hello again!"))));
  });
  return { asked, world: await runtimeFor(`${url}/sms`, options) };
}

async function conversation({ conversation }: RuntimeWorld): Promise<readonly string[]> {
  return (await conversation(handset)).map(({ body }) => body);
}

test("STOP reaches the app without OptOutType, and its reply is refused with 21610", async () => {
  const { asked, world } = await chatty();
  const stopped = await world.sends("Stop");
  expect(asked[0]).toMatchObject({ Body: "Stop" });
  expect(asked[0]).not.toHaveProperty("OptOutType");
  expect(stopped).toMatchObject({
    verbs: [{ kind: "message", outcome: "refused" }],
    notices: [{ code: 21610 }],
  });
  expect(await conversation(world)).toEqual([
    "Stop",
    expect.stringContaining("You have successfully been unsubscribed."),
  ]);

  const started = await world.sends("START");
  expect(await world.replies(started)).toEqual(["Hello again!"]);
  expect((await conversation(world)).slice(2)).toEqual([
    "START",
    expect.stringContaining("re-subscribed"),
    "Hello again!",
  ]);
});

test.each([
  ["Basta", "STOP", "Ciao."],
  ["start", "START", undefined],
  ["help", "HELP", "Chiamaci."],
])("a service's own word %j is told as %s", async (body, optOutType, answer) => {
  const advancedOptOut = {
    standard: { help: { keywords: ["help"], answer: "Chiamaci." } },
    languages: [{ language: "Italian", optOut: { keywords: ["basta"], answer: "Ciao." } }],
  };
  const { asked, world } = await chatty({ service: { advancedOptOut } });
  await world.sends(body);
  expect(asked[0]).toMatchObject({
    OptOutType: optOutType,
    MessagingServiceSid: expect.stringMatching(/^MG/),
  });
  if (answer) expect(await conversation(world)).toContain(answer);
});

test("a service that takes no messages in heeds STOP all the same", async () => {
  const { asked, world } = await chatty({ service: { useInboundWebhookOnNumber: false } });
  await expect(world.sends("Hi")).rejects.toThrow("11321");
  await world.sends("STOP");
  expect(asked).toEqual([]);
  expect(await conversation(world)).toEqual(["STOP", expect.stringContaining("unsubscribed")]);
});
