import type { NumberConfig, PlatformConfig } from "@repartee/platform";
import { isAlphanumericSender, isMessageSid, ReparteeError } from "@repartee/protocol";
import {
  type Account,
  createVirtualClock,
  type TimelineEntry,
  type VirtualClock,
} from "@repartee/send-core";
import { createAppHost, type Handler } from "./app-host.ts";
import { createPhone, type Phone } from "./phone.ts";
import type { ReplayReport } from "./replay.ts";
import { createRunningClock } from "./running-clock.ts";
import { type SdkFactory, sdkClient } from "./sdk-client.ts";
import { seededBytes } from "./seeded-bytes.ts";
import { createTraffic } from "./traffic.ts";

/**
 * What a platform for tests is made from; all of it has a default. URLs may be paths of the app, such
 * as `/status`.
 */
export interface TestPlatformOptions
  extends Pick<
    PlatformConfig,
    | "media"
    | "services"
    | "rates"
    | "prices"
    | "reach"
    | "verbs"
    | "actions"
    | "limitReplyRate"
    | "webhookClient"
    | "alertWebhookUrl"
  > {
  /** The account's senders; the first number is what phones send to. Default: `+15005550006`. */
  readonly numbers?: readonly (string | NumberConfig)[] | undefined;
  /**
   * Who is asked about messages: the URL of an app that listens, or a handler to be served at
   * {@link TestPlatform.appUrl}. Default: nobody until {@link TestPlatform.serve} is called.
   */
  readonly webhook?: string | URL | Handler | undefined;
  /** Where the handler takes messages. Default: `/sms`. */
  readonly path?: string | undefined;
  /**
   * `running` goes as the machine's clock does, `virtual` stands still; `clock.advance` turns either on,
   * and so do phones that wait. Default: `running`.
   */
  readonly clock?: "running" | "virtual" | VirtualClock | undefined;
  /** The same seed gives the same SIDs and the same luck in the network. Default: chance. */
  readonly seed?: string | undefined;
  /** How the simulated network behaves. Default: everything arrives at once. */
  readonly network?: PlatformConfig["network"];
  /** Default: made for this platform. */
  readonly account?: Account | undefined;
  /** A file into which all exchanges are written, as by `repartee dev --record`. Default: none. */
  readonly record?: string | undefined;
  /** Milliseconds that `receives` waits by default. Default: 5000. */
  readonly timeout?: number | undefined;
}

/** The time of a platform. */
export interface TestClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Turns the time on; what falls due on the way happens at once, and in its order. */
  advance(ms: number): Promise<void>;
}

/** A platform in this process, for one test or for many. */
export interface TestPlatform extends AsyncDisposable {
  /** Where the REST API and the phone page are, without a trailing slash. */
  readonly url: string;
  /** The credentials that the app verifies and sends with. */
  readonly account: Account;
  /** The account's numbers, names among its senders left out. */
  readonly numbers: readonly [string, ...string[]];
  /** Where a handler is served, without a trailing slash: its `publicUrl`. */
  readonly appUrl: string;
  readonly clock: TestClock;
  /** Puts a handler behind {@link appUrl}, in place of the one before. */
  serve(handler: Handler): void;
  /** The handset with this number, in E.164; the same number is the same handset. */
  phone(number: string): Phone;
  /** The official SDK's client for this platform: `platform.client(twilio)`. */
  client<Client>(twilio: SdkFactory<Client>): Client;
  /** All that happened to a message, in plain sentences, oldest first. */
  explain(sid: string): Promise<readonly TimelineEntry[]>;
  /**
   * Plays a recording to the app and compares what it answers and sends with what it did then.
   *
   * @throws ReparteeError `recording_invalid` when the file holds no recording; 21601 when it needs a
   * number that this platform does not have.
   */
  replay(file: string): Promise<ReplayReport>;
  /** Ends everything. Rejects with what broke on the platform's side meanwhile, if anything did. */
  close(): Promise<void>;
}

const defaultNumber = "+15005550006";
const atOnce = { latency: { min: 0, max: 0 } };

/**
 * Starts a platform in this process: its store is in memory, its ports are free ones, and its
 * network delivers at once.
 *
 * @example
 * const platform = await startPlatform({ webhook: (request) => new Response("Hello") });
 * const phone = platform.phone("+14155550100");
 * await phone.sends("Hi");
 * const { body } = await phone.receives(); // "Hello"
 * await platform.close();
 */
export async function startPlatform(options: TestPlatformOptions = {}): Promise<TestPlatform> {
  const { numbers: given, webhook, path = "/sms", seed, timeout = 5_000, ...config } = options;
  const clock = chooseClock(options.clock);
  const broken: unknown[] = [];
  const isAddress = typeof webhook === "string" || webhook instanceof URL;
  const app = await createAppHost(isAddress ? undefined : webhook);
  const webhookUrl = isAddress ? String(webhook) : app.url + path;
  const numbers = readNumbers(given, webhookUrl);

  // Loaded when it is used: who signs a request need not wait for the platform.
  const { startPlatform: start, ...recordings } = await import("@repartee/platform");
  const platform = await start({
    ...config,
    port: 0,
    numbers,
    appUrl: URL.canParse(webhookUrl) ? new URL(webhookUrl).origin : undefined,
    clock,
    random: seed === undefined ? undefined : seededBytes(seed),
    network: { ...(config.network?.conditions?.latency ? {} : atOnce), seed, ...config.network },
    onError: (error) => broken.push(error),
  }).catch(async (error) => {
    await app.close();
    throw error;
  });
  const traffic = createTraffic(platform, clock);
  const [first = defaultNumber, ...others] = numbers
    .map(({ address }) => address)
    .filter((address) => !isAlphanumericSender(address));
  const phones = new Map<string, Phone>();

  let ended: Promise<void> | undefined;

  async function end(): Promise<void> {
    traffic.close();
    const closed = platform.close();
    // What waits on a virtual clock at the end would wait for ever.
    await clock.advance(1_000);
    await closed;
    await app.close();
    if (broken.length > 0) {
      throw new AggregateError(broken, `The platform broke: ${broken.join("; ")}`);
    }
  }

  async function close(): Promise<void> {
    ended ??= end();
    return ended;
  }

  return {
    url: platform.url,
    account: platform.account,
    numbers: [first, ...others],
    appUrl: app.url,
    clock: {
      now: clock.now,
      advance: clock.advance,
    },
    serve: app.serve,
    phone(number) {
      const phone =
        phones.get(number) ?? createPhone(number, { platform, traffic, first, timeout });
      phones.set(number, phone);
      return phone;
    },
    client: (twilio) => sdkClient(twilio, platform),
    async explain(sid) {
      const { account, sendCore } = platform;
      const known = isMessageSid(sid) ? await sendCore.explain(account.sid, sid) : undefined;
      if (known) return known;
      throw new ReparteeError("message_unknown", `There is no message ${sid} on this platform.`);
    },
    async replay(file) {
      const recorded = await recordings.readRecording(file);
      const result = await recordings.replayRecording(recorded, platform, { timeoutMs: timeout });
      return { ...result, report: recordings.formatReplay(result) };
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

function chooseClock(clock: TestPlatformOptions["clock"] = "running"): VirtualClock {
  if (clock === "running") return createRunningClock();
  return clock === "virtual" ? createVirtualClock(Date.now()) : clock;
}

function readNumbers(
  numbers: readonly (string | NumberConfig)[] = [defaultNumber],
  webhookUrl: string,
): readonly NumberConfig[] {
  return numbers.map((number) =>
    typeof number === "string" ? { address: number, webhookUrl } : { webhookUrl, ...number },
  );
}
