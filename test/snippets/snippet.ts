import { type Platform, type PlatformConfig, startPlatform } from "@repartee/platform";
import type { Twilio } from "twilio";
import { expect, test } from "vitest";
import { phone } from "../support/phone.ts";
import { photoFile } from "../support/pictures.ts";
import { handset, ourNumber, withoutDelay } from "../support/platform.ts";
import { twilioClient } from "../support/twilio-client.ts";

/** What the snippets run against: one account with something of each kind. */
export interface World {
  readonly platform: Platform;
  readonly client: Twilio;
  /** A delivered message, a received one with a picture, the picture, a number, and a service. */
  readonly sid: Readonly<Record<"sent" | "inbound" | "media" | "number" | "service", string>>;
}

/** A call as published documentation spells it, and what it must return. */
export type Snippet = readonly [
  name: string,
  run: (client: Twilio, sid: World["sid"]) => Promise<unknown>,
  returns: object,
];

/** A call that is refused, the code, and the words that say why. */
export type Refused = readonly [
  name: string,
  run: Snippet[1],
  code: number,
  reason: string | RegExp,
];

/** A handset whose owner has sent STOP. */
export const optedOut = "+14155550177";

/** Starts the platform of the snippets. The caller closes it. */
export async function startWorld(config: Partial<PlatformConfig> = {}): Promise<World> {
  const numbers = [{ address: ourNumber }];
  const platform = await startPlatform({ port: 0, numbers, ...withoutDelay, ...config });
  const client = twilioClient(platform);
  const { sid } = await client.messages.create({ from: ourNumber, to: handset, body: "Ahoy" });
  const person = phone(platform.url, handset);
  await person.receives((message) => message.sid === sid);
  await platform.sendCore.reached(`SM${sid.slice(2)}`, "delivered");
  const inbound = await person.sends(ourNumber, "Look", [await photoFile()]);
  await phone(platform.url, optedOut).sends(ourNumber, "STOP");
  const [media] = await client.messages(inbound.sid).media.list();
  const [number] = await client.incomingPhoneNumbers.list({ limit: 1 });
  const service = await client.messaging.v1.services.create({ friendlyName: "Desk" });
  await client.messaging.v1
    .services(service.sid)
    .phoneNumbers.create({ phoneNumberSid: number?.sid ?? "" });
  return {
    platform,
    client,
    sid: {
      sent: sid,
      inbound: inbound.sid,
      media: media?.sid ?? "",
      number: number?.sid ?? "",
      service: service.sid,
    },
  };
}

/** Runs snippets in their order. */
export function works(world: () => World, snippets: readonly Snippet[]): void {
  test.each(snippets)("%s", async (_, run, returns) => {
    const { client, sid } = world();
    expect(await run(client, sid)).toMatchObject(returns);
  });
}

/** Runs snippets that must be refused with a code and a reason. */
export function isRefused(world: () => World, snippets: readonly Refused[]): void {
  test.each(snippets)("%s: %i", async (_, run, code, reason) => {
    const { client, sid } = world();
    await expect(run(client, sid)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(reason),
      moreInfo: `https://www.twilio.com/docs/errors/${code}`,
    });
  });
}

/** A time this many minutes ahead. */
export const minutesAhead = (minutes: number): Date => new Date(Date.now() + minutes * 60_000);
