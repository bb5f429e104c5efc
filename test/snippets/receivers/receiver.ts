import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { Platform } from "@repartee/platform";
import type { Twilio } from "twilio";
import { expect, onTestFinished, test } from "vitest";
import { phone } from "../../support/phone.ts";
import { handset } from "../../support/platform.ts";
import { type Received, type Text, text } from "../outcome.ts";
import type { World } from "../snippet.ts";

/** One text to the app, and what comes of it. */
export interface Turn extends Text {
  readonly receives: readonly Received[];
  /** Codes of the alerts. Default: none. */
  readonly alerts?: readonly number[];
  /** The text that Twilio itself replies with. */
  readonly confirmation?: string;
}

/** What an app finds around it. Twilio's variables are in its environment. */
export interface ProcessIo {
  readonly client: Twilio;
  /** The origin that the app answers at. */
  readonly origin: string;
}

/** A published app that receives messages. */
export interface Receiver {
  readonly app: (around: ProcessIo) => RequestListener | Promise<RequestListener>;
  /** The settings of the number, with `/sms` for a URL of the app. Default: `{ smsUrl: "/sms" }`. */
  readonly number?: Readonly<Record<string, string>>;
  readonly turns: readonly Turn[];
}

export type Receivers = Readonly<Record<string, Receiver>>;

/** Runs each app on a port of its own, and has it texted. */
export function answers(world: () => World, receivers: Receivers): void {
  test.each(Object.entries(receivers))("%s", async (_, { app, number = {}, turns }) => {
    const { platform, client, sid } = world();
    const origin = await listening((origin) => app({ client, origin }));
    const settings = { smsUrl: "/sms", smsMethod: "POST", smsFallbackUrl: "", ...number };
    await client
      .incomingPhoneNumbers(sid.number)
      .update(
        Object.fromEntries(
          Object.entries(settings).map(([name, value]) => [
            name,
            value.startsWith("/") ? origin + value : value,
          ]),
        ),
      );
    await converse(platform, turns);
  });
}

/** Sends the texts one after another. */
export async function converse(platform: Platform, turns: readonly Turn[]): Promise<void> {
  for (const { receives, alerts = [], confirmation, ...said } of turns) {
    expect(await text(platform, said)).toEqual({ receives, alerts });
    if (confirmation === undefined) continue;
    const person = phone(platform.url, said.from ?? handset);
    await person.receives(({ body }) => body === confirmation);
  }
}

async function listening(
  make: (origin: string) => RequestListener | Promise<RequestListener>,
): Promise<string> {
  const server = createServer().listen(0);
  await once(server, "listening");
  onTestFinished(() => {
    server.close().closeAllConnections();
  });
  const address = server.address();
  const origin = `http://localhost:${typeof address === "object" ? address?.port : ""}`;
  server.on("request", await make(origin));
  return origin;
}
