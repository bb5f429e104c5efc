import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { isE164, isHttpUrl } from "@repartee/protocol";
import type { AppSettings } from "../app/app-settings.ts";
import { CannotStart } from "../process/cannot-start.ts";
import { findConfigFile } from "./find-config-file.ts";

/** What `repartee dev` was asked to do. */
export interface DevOptions {
  readonly port: number;
  /** The configuration file; `undefined`: there is none. */
  readonly configFile: string | undefined;
  /** Those of the flags, which go before those of the file; `undefined`: it has none. */
  readonly numbers: readonly string[] | undefined;
  /** Those of the app's own configuration, or the one that everybody has. */
  readonly otherNumbers: readonly string[];
  /** What the app has configured for the provider. */
  readonly app: AppSettings;
  /** Makes numbers that the app sends from its own. */
  readonly adopt: boolean;
  /** An absolute URL, or a path of the app that the command starts; `undefined`: no flag says so. */
  readonly webhook: string | undefined;
  /** The origin that requests to the app are signed for; `undefined`: no flag says so. */
  readonly publicUrl: string | undefined;
  readonly dataDir: string;
  /** The file into which all exchanges are written; `undefined`: none. */
  readonly record: string | undefined;
  /** The app to start and its arguments; empty: none. */
  readonly command: readonly string[];
  /** Brings the platform's clients inside the app to this machine. */
  readonly reroute: boolean;
  /** Refuses the clients that cannot be brought here, where the system permits it. */
  readonly seal: boolean;
  /** Names media by the platform's own host, as it does. */
  readonly platformUrls: boolean;
  /** Lets clients inside the app reach this machine alone. */
  readonly offline: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

const defaultPort = 8025;
const defaultNumber = "+15005550006";

const noSettings: AppSettings = {
  account: undefined,
  hasAuthToken: false,
  testAccount: undefined,
  apiKeys: [],
  numbers: [],
};

/**
 * Reads flags, environment and what the app has configured.
 *
 * @param folder where the command was started.
 * @throws CannotStart with one line for what makes no sense.
 */
export function readDevOptions(
  command: readonly string[],
  flags: Readonly<Record<string, unknown>>,
  env: Environment,
  folder: string,
  settings: AppSettings = noSettings,
): DevOptions {
  const { number, webhook, record, reroute, offline, adopt, platformUrls } = flags;
  const reroutes = reroute !== false && command.length > 0;
  if ((offline === true || platformUrls === true) && !reroutes) {
    const flag = offline === true ? "--offline" : "--platform-urls";
    throw new CannotStart(`${flag} needs an app after --, and does not go with --no-reroute.`);
  }
  return {
    port: readPort(flags, env),
    configFile: findConfigFile(flags, folder),
    numbers: Array.isArray(number) ? readNumbers(number) : undefined,
    otherNumbers: settings.numbers.length > 0 ? settings.numbers : [defaultNumber],
    app: settings,
    adopt: adopt !== false,
    webhook: readWebhook(typeof webhook === "string" ? webhook : undefined, command.length > 0),
    publicUrl: readPublicUrl(flags.publicUrl),
    dataDir: readDataDir(flags, env),
    record: typeof record === "string" ? resolve(record) : undefined,
    command,
    reroute: reroutes,
    seal: flags.seal !== false,
    platformUrls: platformUrls === true,
    offline: offline === true,
  };
}

/** Where the platform listens: `--port`, else `PORT`, else 8025. */
export function readPort(flags: Readonly<Record<string, unknown>>, env: Environment): number {
  const value = flags.port ?? (env.PORT || String(defaultPort));
  const source = flags.port === undefined ? "PORT" : "--port";
  const port = Number(value);
  if (value === "" || !Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new CannotStart(`${source} must be a number from 0 to 65535, got "${value}".`);
  }
  return port;
}

/** Where everything is kept: `--data`, else a folder of the user's. */
export function readDataDir({ data }: Readonly<Record<string, unknown>>, env: Environment): string {
  return typeof data === "string" ? resolve(data) : stateDirectory(env);
}

function readNumbers(values: readonly unknown[]): readonly string[] {
  const numbers = values.map(String);
  const bad = numbers.find((number) => !isE164(number));
  if (bad !== undefined) {
    throw new CannotStart(
      `--number must be in E.164 form, such as ${defaultNumber}, got "${bad}".`,
    );
  }
  return [...new Set(numbers)];
}

function readWebhook(value: string | undefined, hasCommand: boolean): string | undefined {
  if (value === undefined) return undefined;
  if (hasCommand && value.startsWith("/")) return value;
  if (URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)) return value;
  throw new CannotStart(
    hasCommand
      ? `--webhook must be a path of the app, such as /sms, or an http(s) URL, got "${value}".`
      : `--webhook must be an http(s) URL, such as http://localhost:3000/sms, got "${value}".`,
  );
}

function readPublicUrl(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  if (isHttpUrl(value) && new URL(value).href === `${new URL(value).origin}/`) return value;
  throw new CannotStart(
    `--public-url must be an http(s) URL without a path, such as https://shop.example.com, got "${value}".`,
  );
}

/** The folder for what programs keep between runs, as each system has it. */
function stateDirectory(env: Environment): string {
  const base =
    env.XDG_STATE_HOME ??
    (process.platform === "win32" ? env.LOCALAPPDATA : undefined) ??
    (process.platform === "darwin"
      ? join(homedir(), "Library", "Application Support")
      : undefined) ??
    join(homedir(), ".local", "state");
  return join(base, "repartee");
}
