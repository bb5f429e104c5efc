import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseEnv } from "node:util";
import type { PlatformConfig } from "@repartee/platform";
import { isE164, isSid } from "@repartee/protocol";

type Environment = Readonly<Record<string, string | undefined>>;

/** What the app has configured for the real platform. */
export interface AppSettings {
  /** `undefined`: it has no Account SID. */
  readonly account: PlatformConfig["account"];
  /** The account's auth token is the app's; otherwise it was made for this run. */
  readonly hasAuthToken: boolean;
  /** Its test credentials; `undefined`: it has none. */
  readonly testAccount: PlatformConfig["testAccount"];
  /** Its API keys: SID and secret. */
  readonly apiKeys: readonly { readonly username: string; readonly password: string }[];
  /** Its numbers, in E.164 form, without repeats. */
  readonly numbers: readonly string[];
}

// The names that Twilio's documentation, its tools and published examples use.
const sidNames = ["TWILIO_ACCOUNT_SID", "ACCOUNT_SID", "TWILIO_SID"];
const tokenNames = ["TWILIO_AUTH_TOKEN", "AUTH_TOKEN", "TWILIO_TOKEN"];
const keyNames = ["TWILIO_API_KEY", "TWILIO_API_KEY_SID"];
const secretNames = ["TWILIO_API_SECRET", "TWILIO_API_KEY_SECRET"];
const numberNames = ["TWILIO_NUMBER", "TWILIO_PHONE_NUMBER", "TWILIO_FROM_NUMBER", "TWILIO_FROM"];

/**
 * Reads credentials and numbers from the environment, and from the `.env` file of the folder in which
 * the app runs. A variable that is set wins over the file, as it does for those who read such files.
 */
export async function readAppSettings(
  env: Environment,
  folder: string,
  makeToken: () => string = () => randomBytes(16).toString("hex"),
): Promise<AppSettings> {
  const file = await readEnvFile(join(folder, ".env"));
  const value = (name: string) => (env[name] || file[name] || "").trim();
  const first = (names: readonly string[]) => names.map(value).find((text) => text !== "") ?? "";
  const testSid = value("TWILIO_TEST_ACCOUNT_SID");
  const testToken = value("TWILIO_TEST_AUTH_TOKEN");
  const sid = first(sidNames);
  const authToken = first(tokenNames);
  const key = { username: first(keyNames), password: first(secretNames) };
  return {
    // An app that signs in with an API key needs no auth token, but its webhooks are signed with one.
    account: isSid(sid, "AC") ? { sid, authToken: authToken || makeToken() } : undefined,
    hasAuthToken: authToken !== "",
    testAccount:
      isSid(testSid, "AC") && testToken !== "" && testSid !== sid
        ? { sid: testSid, authToken: testToken }
        : undefined,
    apiKeys: isSid(key.username, "SK") && key.password !== "" ? [key] : [],
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
