import { type NumberConfig, type PlatformFile, readPlatformFile } from "@repartee/platform";
import { isAlphanumericSender, isReparteeError } from "@repartee/protocol";
import { CannotStart } from "../process/cannot-start.ts";
import type { DevOptions } from "./dev-options.ts";

/** What a platform is made from: the configuration file, and the flags over it. */
export interface Configured extends PlatformFile {
  readonly numbers: readonly NumberConfig[];
  /** Where messages to numbers go that have no webhook of their own; `undefined`: nobody is asked. */
  readonly webhookUrl: string | undefined;
}

/**
 * Reads the configuration file, if there is one, and puts the flags over it.
 *
 * @param appPort the port of the app that the command starts.
 * @param choose which numbers the account has, given those of the file.
 * @throws ReparteeError `config_invalid` with a line for each problem of the file.
 */
export async function configure(
  { configFile, webhook, publicUrl }: Pick<DevOptions, "configFile" | "webhook" | "publicUrl">,
  appPort: number | undefined,
  choose: (ofFile: readonly string[]) => readonly string[],
): Promise<Configured> {
  const named = webhook === undefined || webhook.startsWith("/") ? undefined : webhook;
  const flagged = named === undefined ? undefined : new URL(named).origin;
  const started = appPort === undefined ? undefined : `http://localhost:${appPort}`;
  const file = configFile === undefined ? {} : await readConfigFile(configFile, flagged ?? started);
  const appUrl = flagged ?? file.appUrl ?? started;
  const webhookUrl = appUrl && new URL(webhook ?? "/sms", appUrl).href;

  const known = new Map(file.numbers?.map((number) => [number.address, number]));
  const numbers = choose([...known.keys()]).map((address): NumberConfig => {
    const number = known.get(address) ?? { address };
    // Nobody can answer a name.
    if (isAlphanumericSender(address)) return number;
    return webhook === undefined ? { webhookUrl, ...number } : { ...number, webhookUrl };
  });
  return {
    ...file,
    ...(appUrl !== undefined && { appUrl }),
    ...(publicUrl !== undefined && { publicUrl }),
    numbers,
    webhookUrl,
  };
}

/** Reads a configuration file. @param appUrl where the app is, when the file does not say so. */
export async function readConfigFile(
  file: string,
  appUrl: string | undefined,
): Promise<PlatformFile> {
  try {
    return await readPlatformFile(file, appUrl);
  } catch (error) {
    if (isReparteeError(error, "config_missing")) throw new CannotStart(error.message);
    throw error;
  }
}
