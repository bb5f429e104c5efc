import { defineVerb, message, noContent, textContent } from "@repartee/markup";
import { executeVerb } from "@repartee/runtime";
import { expect, test } from "vitest";
import { z } from "zod";
import { documents } from "./support/documents.ts";
import { runtimeFor } from "./support/runtime.ts";

test("verbs of one's own run, lead on, end, refuse and fail", async () => {
  const Wait = defineVerb({
    name: "Wait",
    attributes: z.object({ steps: z.coerce.number().int() }),
    content: noContent,
  });
  const Shout = defineVerb({ name: "Shout", attributes: z.object({}), content: textContent });
  const Go = defineVerb({ name: "Go", attributes: z.object({}), content: textContent });
  const Stop = defineVerb({ name: "Stop", attributes: z.object({}), content: noContent });
  const Fail = defineVerb({ name: "Fail", attributes: z.object({}), content: noContent });
  const { url } = await documents({
    "/sms":
      '<Response><Wait steps="3"/><Shout>hey</Shout><Fail/><Go>/next</Go><Message>Never.</Message></Response>',
    "/next": "<Response><Stop/><Message>Never.</Message></Response>",
  });
  const failures: unknown[] = [];
  const world = await runtimeFor(`${url}/sms`, {
    onError: (error) => failures.push(error),
    verbs: [
      executeVerb(Wait, async ({ attributes: { steps } }, { inbound }) => ({
        kind: "done",
        sentence: `Waited ${steps} steps for ${inbound.sid}.`,
      })),
      executeVerb(Shout, async ({ content }, { send }) => {
        const sent = await send(message(`${content.toUpperCase()}!`));
        return sent.ok
          ? { kind: "done", sentence: "Shouted." }
          : { kind: "refused", sentence: sent.sentence, code: sent.code };
      }),
      executeVerb(Go, async ({ content }) => ({
        kind: "redirect",
        sentence: "Gone.",
        url: content,
      })),
      executeVerb(Stop, async () => ({ kind: "end", sentence: "Stopped." })),
      executeVerb(Fail, async () => {
        throw new Error("On purpose.");
      }),
    ],
  });
  const exchange = await world.sends("Hi");
  expect(
    exchange.verbs.map(({ kind, outcome, sentence }) => `${kind} ${outcome} ${sentence}`),
  ).toEqual([
    `Wait ran Waited 3 steps for ${exchange.messageSid}.`,
    "Shout ran Shouted.",
    "Fail refused The executor of <Fail> has failed; the verb is skipped.",
    "Go ran Gone.",
    "Stop ran Stopped.",
  ]);
  expect(exchange.requests.map(({ cause }) => cause)).toEqual(["webhook", "redirect"]);
  expect(exchange.notices.map(({ code }) => code)).toEqual([30500]);
  expect(failures).toHaveLength(1);
});
