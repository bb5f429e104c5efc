import type { SimulatedNetworkOptions } from "@repartee/carriers";
import { ReparteeError } from "@repartee/protocol";
import type { RuntimeParts, TlsOptions } from "@repartee/runtime";
import type {
  Account,
  Clock,
  PriceRules,
  RandomBytes,
  RateRules,
  ReachRules,
} from "@repartee/send-core";
import type { Log } from "@repartee/send-core/observe";
import type { CredentialAdoptionOptions } from "@repartee/server";
import { z } from "zod";
import type { LocalApp } from "../local-app/local-app.ts";
import { type Retention, retentionConfig } from "../retention/retention-limits.ts";
import { locate } from "./app-locations.ts";
import { appLocation, httpOrigin, httpUrl } from "./fields.ts";
import { findReferenceFaults } from "./find-reference-faults.ts";
import { type NumberConfig, numberConfig } from "./number-config.ts";
import { sayIssue } from "./say-issue.ts";
import { type ServiceConfig, serviceConfig } from "./service-config.ts";

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
  /** The account's senders; the first one's webhook is that of numbers that are adopted. */
  readonly numbers: readonly NumberConfig[];
  /** Messaging Services, with senders of {@link numbers}. Default: none. */
  readonly services?: readonly ServiceConfig[] | undefined;
  /** Where the app is, such as `http://localhost:3000`: what paths among the URLs are relative to. */
  readonly appUrl?: string | undefined;
  /**
   * The origin under which the app is known in public, such as `https://shop.example.com`. Requests to
   * the app are signed for it and go to {@link appUrl}, with the headers that a tunnel adds. Default:
   * requests go where they are signed for.
   */
  readonly publicUrl?: string | undefined;
  /** The app that a command starts: messages wait until it listens. Default: it is not watched. */
  readonly app?: LocalApp | undefined;
  /**
   * Makes a number the account's own, with the webhook of the first one, when an app first sends from
   * it with the account's credentials, and tells which. Default: such a message is refused (21606).
   */
  readonly adoptSenders?: ((address: string) => void) | undefined;
  /**
   * Takes over credentials that the app has and the account does not: those that are known, and others
   * when a request of the app first carries them. They are never stored. Default: they are refused
   * (20003).
   */
  readonly adoptCredentials?: Omit<CredentialAdoptionOptions, "accountSid"> | undefined;
  /** Where media are, as webhooks name it. Default: where the server listens. */
  readonly apiOrigin?: string | undefined;
  /**
   * `openAccess`: media of messages are served without credentials, as on accounts with "HTTP Basic
   * authentication for media access" turned off. Default: false.
   */
  readonly media?: { readonly openAccess?: boolean | undefined } | undefined;
  /** Who owns the numbers. Default: the account of the data folder, made at its first start. */
  readonly account?: Account | undefined;
  /** The test credentials. Default: those of the data folder, made at its first start. */
  readonly testAccount?: Account | undefined;
  /** Default: the machine's clock. */
  readonly clock?: Clock | undefined;
  /** Where SIDs of messages come from. Default: the system's secure random numbers. */
  readonly random?: RandomBytes | undefined;
  /** Default: the platform's documented limits. */
  readonly rates?: RateRules | undefined;
  /** Default: `defaultPriceRules`, published prices of 2026 by country. */
  readonly prices?: PriceRules | undefined;
  /** What the account may reach, and how. Default: everything, MMS as links where they cannot go. */
  readonly reach?: ReachRules | undefined;
  /** Conditions and seed of the simulated network. Default: everything arrives, within a second. */
  readonly network?: Omit<SimulatedNetworkOptions, "clock"> | undefined;
  /** Verbs of your own, from `executeVerb` of `@repartee/runtime`. Default: none. */
  readonly verbs?: RuntimeParts["verbs"];
  /** `callback`: an `action` is a status URL, and never takes over. Default: `flow`. */
  readonly actions?: RuntimeParts["actions"];
  /** Stop after 30 replies in a row between two numbers (14107). Default: true. */
  readonly limitReplyRate?: boolean | undefined;
  /** How certificates of the app are judged: `ca`, `verifyTls`. */
  readonly webhookClient?: TlsOptions | undefined;
  /** Where each warning and error of the debugger is posted, signed. Default: nowhere. */
  readonly alertWebhookUrl?: string | undefined;
  /** Which data is removed, and when; looked at each minute. Default: everything is kept. */
  readonly retention?: Retention | undefined;
  /** A file into which all exchanges are written, with their media in a folder beside it. */
  readonly record?: string | undefined;
  /** A pino logger for moves, hand-overs and callbacks, without bodies and numbers. Default: none. */
  readonly log?: Log | undefined;
  /** Called with each internal error. No error contains a token or a message body. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

const wire = z
  .object({
    port: z.int().min(0).max(65_535),
    host: z.string().min(1).optional(),
    dataDir: z.string().min(1).optional(),
    appUrl: httpUrl.optional(),
    publicUrl: httpOrigin.optional(),
    apiOrigin: httpUrl.optional(),
    record: z.string().min(1).optional(),
    alertWebhookUrl: appLocation.optional(),
    numbers: z.array(numberConfig).min(1),
    services: z.array(serviceConfig).optional(),
    retention: retentionConfig.optional(),
  })
  .loose();

/**
 * Checks a configuration, and puts URLs in place of paths of the app.
 *
 * @throws ReparteeError `config_invalid` with a line for each value that makes no sense;
 * `config_unsafe` for an interface that others reach without own credentials.
 */
export function parseConfig(config: PlatformConfig): PlatformConfig {
  const { error } = wire.safeParse(config, { error: sayIssue });
  const issues = error?.issues ?? findReferenceFaults(config);
  if (issues.length > 0) {
    const lines = issues.map(({ path, message }) => `${z.core.toDotPath([...path])}: ${message}`);
    throw new ReparteeError("config_invalid", lines.join("\n"));
  }
  const { host = "127.0.0.1", account, appUrl } = config;
  if (!isLoopback(host) && account === undefined) {
    throw new ReparteeError(
      "config_unsafe",
      `Refused to listen on ${host}, where others can reach it: give an account with its own auth token.`,
    );
  }
  return locate(config, appUrl);
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(?:\.\d{1,3}){3}$/.test(host);
}
