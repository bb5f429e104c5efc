import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseEnv } from "node:util";
import type { PlatformConfig } from "@repartee/platform";
import { isE164, isSid } from "@repartee/protocol";

type Environment = Readonly<Record<string, string | undefined>>;

/** What the app has configured for the real platform. */
export interface AppSettings {
  /** `undefined`: it has no credentials that could be those of an account. */
  readonly account: PlatformConfig["account"];
  /** Its numbers, in E.164 form, without repeats. */
  readonly numbers: readonly string[];
}

// The names that the platform's documentation and its examples use.
const numberNames = ["TWILIO_NUMBER", "TWILIO_PHONE_NUMBER", "TWILIO_FROM_NUMBER", "TWILIO_FROM"];

/**
 * Reads credentials and numbers from the environment, and from the `.env` file of the folder in which
 * the app runs. A variable that is set wins over the file, as it does for those who read such files.
 */
export async function readAppSettings(env: Environment, folder: string): Promise<AppSettings> {
  const file = await readEnvFile(join(folder, ".env"));
  const value = (name: string) => (env[name] || file[name] || "").trim();
  const sid = value("TWILIO_ACCOUNT_SID");
  const authToken = value("TWILIO_AUTH_TOKEN");
  return {
    account: isSid(sid, "AC") && authToken !== "" ? { sid, authToken } : undefined,
    numbers: [...new Set(numberNames.map(value).filter(isE164))],
  };
}

async function readEnvFile(path: string): Promise<Environment> {
  try {
    return { ...parseEnv(await readFile(path, "utf8")) };
  } catch {
    // There is none, or it cannot be read: the app will say so if it needs it.
    return {};
  }
}
