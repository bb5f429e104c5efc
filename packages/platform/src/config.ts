import type { SimulatedNetworkOptions } from "@repartee/carriers";
import { ReparteeError } from "@repartee/protocol";
import type {
  Account,
  Clock,
  PriceRules,
  RandomBytes,
  RateRules,
  ReachRules,
} from "@repartee/send-core";
import type { Log } from "@repartee/send-core/observe";
import { z } from "zod";

/** A number of the account. */
export interface NumberConfig {
  /** E.164, such as `+15005550006`, or a short code. */
  readonly address: string;
  /** Where messages to it are announced; without it they are kept and nobody is asked. */
  readonly webhookUrl?: string | undefined;
  /** Default: `POST`. */
  readonly webhookMethod?: "GET" | "POST" | undefined;
  /** Asked once when the webhook fails. */
  readonly fallbackUrl?: string | undefined;
}

/** What a platform is made from. */
export interface PlatformConfig {
  /** Where the HTTP server listens; 0 takes a free port. */
  readonly port: number;
  /**
   * The interface that it listens on. Any other than loopback is refused unless {@link account} says
   * the credentials. Default: `127.0.0.1`.
   */
  readonly host?: string | undefined;
  /** The folder of the database file; made when it is not there. Default: all is kept in memory. */
  readonly dataDir?: string | undefined;
  readonly numbers: readonly NumberConfig[];
  /**
   * Makes a number the account's own, with the webhook of the first one, when an app first sends from
   * it with the account's credentials, and tells which. Default: such a message is refused (21606).
   */
  readonly adoptSenders?: ((address: string) => void) | undefined;
  /** Where media are, as webhooks name it. Default: where the server listens. */
  readonly apiOrigin?: string | undefined;
  /** Who owns the numbers. Default: the account of the data folder, made at its first start. */
  readonly account?: Account | undefined;
  /** Default: the machine's clock. */
  readonly clock?: Clock | undefined;
  /** Where SIDs of messages come from. Default: the system's secure random numbers. */
  readonly random?: RandomBytes | undefined;
  /** Default: the platform's documented limits. */
  readonly rates?: RateRules | undefined;
  /** Default: prices of the United States in 2026. */
  readonly prices?: PriceRules | undefined;
  /** What the account may reach, and how. Default: everything, MMS as links where they cannot go. */
  readonly reach?: ReachRules | undefined;
  /** Conditions and seed of the simulated network. Default: everything arrives, within a second. */
  readonly network?: Omit<SimulatedNetworkOptions, "clock"> | undefined;
  /** Where each warning and error of the debugger is posted, signed. Default: nowhere. */
  readonly alertWebhookUrl?: string | undefined;
  /** A file into which all exchanges are written, with their media in a folder beside it. */
  readonly record?: string | undefined;
  /** A pino logger for moves, hand-overs and callbacks, without bodies and numbers. Default: none. */
  readonly log?: Log | undefined;
  /** Told of what broke on this side; nothing that is told holds a token or a message body. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

const httpUrl = z.url({ protocol: /^https?$/ });

const wire = z.object({
  port: z.int().min(0).max(65_535),
  host: z.string().min(1).optional(),
  dataDir: z.string().min(1).optional(),
  apiOrigin: httpUrl.optional(),
  record: z.string().min(1).optional(),
  alertWebhookUrl: httpUrl.optional(),
  numbers: z
    .array(
      z.object({
        address: z
          .string()
          .regex(
            /^(?:\+[1-9]\d{1,14}|\d{5,6})$/,
            "expected a number in E.164 form or a short code",
          ),
        webhookUrl: httpUrl.optional(),
        webhookMethod: z.enum(["GET", "POST"]).optional(),
        fallbackUrl: httpUrl.optional(),
      }),
    )
    .min(1),
});

/**
 * Checks a configuration; throws with what was expected and what came, else returns it.
 *
 * @throws ReparteeError `config_unsafe` for an interface that others reach without own credentials.
 */
export function parseConfig(config: PlatformConfig): PlatformConfig {
  wire.parse(config);
  const { host = "127.0.0.1", account } = config;
  if (!isLoopback(host) && account === undefined) {
    throw new ReparteeError(
      "config_unsafe",
      `Refused to listen on ${host}, where others can reach it: give an account with its own auth token.`,
    );
  }
  return config;
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(?:\.\d{1,3}){3}$/.test(host);
}
