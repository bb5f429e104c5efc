import type { Server } from "node:http";
import type { SimulatedNetwork } from "@repartee/carriers";
import { requireCredentials } from "@repartee/emulator";
import type { Runtime } from "@repartee/runtime";
import { type Account, type Clock, type SendCore, systemClock } from "@repartee/send-core";
import { openSqliteStore, type SqliteStore } from "@repartee/sqlite";
import express from "express";
import { compose } from "./compose.ts";
import { type PlatformConfig, parseConfig } from "./config/platform-config.ts";
import type { Parts } from "./container.ts";
import { databaseFile } from "./data/data-folder.ts";
import { forgetTokens } from "./data/forget-tokens.ts";
import { makeDataFolder } from "./data/make-data-folder.ts";
import { withholdTokens } from "./data/withhold-tokens.ts";
import { openFrontDoor } from "./front-door.ts";
import { type RecordingSession, startRecording } from "./recording/start-recording.ts";
import { startRetention } from "./retention/start-retention.ts";
import { seedConfiguration } from "./seed/seed-configuration.ts";
import { serveMetrics } from "./serve-metrics.ts";
import { type ReadinessCheck, serveReadiness } from "./serve-readiness.ts";
import {
  AUTHENTICATE,
  EMULATOR,
  METRICS,
  NETWORK,
  RUNTIME,
  SEND_CORE,
  SERVER,
  USAGE_TRIGGERS,
} from "./tokens.ts";

/** A platform that runs. */
export interface Platform {
  /** Where page and API are, without a trailing slash. */
  readonly url: string;
  /** The credentials of the account that owns the numbers. */
  readonly account: Account;
  /** Test credentials: what is sent with them goes nowhere, and magic numbers are refused. */
  readonly testAccount: Account;
  readonly clock: Clock;
  /** From accepted to delivered: for who embeds the platform. */
  readonly sendCore: SendCore;
  /** Inbound messages and their exchanges: for who embeds the platform. */
  readonly runtime: Runtime;
  /** The handsets of the simulated network: for who embeds the platform. */
  readonly handsets: Pick<SimulatedNetwork, "handset" | "switchOff" | "isSwitchedOff">;
  /** Bytes that the stored data takes, of those that `retention.maxMegabytes` limits. */
  usedBytes(): number;
  /** Ends everything in reverse order, within a second; what is under way goes on at the next start. */
  close(): Promise<void>;
}

/**
 * Starts a platform, on the loopback interface unless told otherwise.
 *
 * @throws ReparteeError `config_invalid` for a configuration that makes no sense, `config_unsafe` to
 * listen for others without own credentials, `data_in_use` for a data folder in use,
 * `recording_invalid` for a `record` file that is none; a system error with code `EADDRINUSE` for a
 * port in use.
 */
export async function startPlatform(config: PlatformConfig): Promise<Platform> {
  const checked = parseConfig(config);
  const { port, host, clock = systemClock, record, onError = () => {} } = checked;
  const door = await openFrontDoor(port, host);
  const { http } = door;
  let store: SqliteStore | undefined;
  try {
    store = await openStore(checked);
    const { account, testAccount } = await seedConfiguration(store, checked, clock.now());
    const url = `http://localhost:${door.port}`;
    const parts = compose({ config: checked, store, account, origin: url, clock, onError });
    const sendCore = parts.get(SEND_CORE);
    const runtime = parts.get(RUNTIME);
    const handsets = parts.get(NETWORK);
    const { usedBytes } = store.retention;
    const known = { url, account, testAccount, clock, sendCore, runtime, handsets, usedBytes };
    const recording =
      record === undefined ? undefined : await startRecording(record, known, onError);
    await sendCore.start();
    await runtime.start();
    parts.get(USAGE_TRIGGERS).start();
    door.open(createApp(parts, readinessChecks(checked, store)));
    const { retention } = checked;
    const stopwatch = () => performance.now();
    const stopRetention =
      retention && startRetention({ store, retention, clock, stopwatch, onError });
    const close = async () => {
      await stopRetention?.();
      await closeAll(http, parts, store, recording);
    };
    return { ...known, close };
  } catch (error) {
    http.close();
    await store?.close();
    throw error;
  }
}

/** A store that never holds the auth tokens which the configuration gives. */
async function openStore({ dataDir, account, testAccount }: PlatformConfig): Promise<SqliteStore> {
  const store = openSqliteStore({ file: await storeFile(dataDir) });
  const given = [account, testAccount].filter((one) => one !== undefined);
  try {
    await forgetTokens(store, given);
  } catch (error) {
    await store.close();
    throw error;
  }
  return { ...store, configuration: withholdTokens(store.configuration, given) };
}

async function storeFile(dataDir: string | undefined): Promise<string> {
  if (dataDir === undefined) return ":memory:";
  await makeDataFolder(dataDir);
  return databaseFile(dataDir);
}

/** What has to hold before `/readyz` says that messages can be sent and received. */
function readinessChecks({ app }: PlatformConfig, store: SqliteStore): readonly ReadinessCheck[] {
  return [
    () => (app?.status === "starting" ? "The app is starting." : undefined),
    () => (app?.status === "ended" ? "The app has ended." : undefined),
    async () => {
      const health = await store.health();
      return health.ok ? undefined : `Nothing more can be stored (${health.code}).`;
    },
  ];
}

function createApp(parts: Parts, checks: readonly ReadinessCheck[]): express.Express {
  return express()
    .disable("x-powered-by")
    .get("/readyz", serveReadiness(checks))
    .get("/metrics", requireCredentials(parts.get(AUTHENTICATE)), serveMetrics(parts.get(METRICS)))
    .use(parts.get(SERVER).router)
    .use(parts.get(EMULATOR).router);
}

async function closeAll(
  http: Server,
  parts: Parts,
  store: SqliteStore | undefined,
  recording: RecordingSession | undefined,
): Promise<void> {
  http.close();
  parts.get(EMULATOR).close();
  const triggers = parts.get(USAGE_TRIGGERS).close();
  await parts.get(RUNTIME).close();
  await triggers;
  await recording?.close();
  await parts.get(SEND_CORE).close();
  http.closeAllConnections();
  await store?.close();
}
