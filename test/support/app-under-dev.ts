import { realpathSync } from "node:fs";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { type Command, repartee, running } from "./command.ts";
import { temporaryFolder } from "./platform.ts";

const nodeModules = fileURLToPath(new URL("../node_modules/", import.meta.url));

export interface UnderDev {
  /** Flags of `repartee dev`. */
  readonly flags?: readonly string[];
  /** The environment of the user who starts it. */
  readonly env?: Record<string, string>;
  /** Where the user stands. */
  readonly cwd?: string;
}

/** A program that runs below `repartee dev`. */
export interface Started extends Command {
  readonly url: string;
  readonly account: { readonly sid: string; readonly authToken: string };
}

/** Runs a command below `repartee dev` until the test ends. */
export async function underDev(
  command: readonly string[],
  { flags = [], env, cwd }: UnderDev = {},
): Promise<Started> {
  const data = await temporaryFolder();
  const started = repartee(
    ["dev", "--port", "0", "--data", data, ...flags, "--", ...command],
    env,
    cwd,
  );
  return { ...started, ...(await running(started)) };
}

/** The file of a Node app in a folder of its own, from where it finds the packages of the tests. */
export async function nodeApp(
  code: string,
  { type = "cjs", twilio = "twilio" }: { type?: "cjs" | "mjs"; twilio?: "twilio" | "twilio5" } = {},
): Promise<string> {
  const apps = join(nodeModules, ".apps");
  await mkdir(apps, { recursive: true });
  const folder = await mkdtemp(join(apps, "app-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const [entry, name] =
    twilio === "twilio5" ? [join(nodeModules, "twilio5"), "twilio"] : ["", "twilio"];
  if (entry) {
    await mkdir(join(folder, "node_modules"));
    await symlink(realpathSync(entry), join(folder, "node_modules", name), "junction");
  }
  const file = join(folder, `app.${type}`);
  await writeFile(file, code);
  return file;
}

/**
 * What a few lines of Node come to below `repartee dev`.
 *
 * @param body the body of an async function, that returns what JSON can hold.
 */
export async function inNode<T>(
  body: string,
  { type = "cjs", twilio = "twilio", ...dev }: UnderDev & Parameters<typeof nodeApp>[1] = {},
): Promise<T> {
  const file = await nodeApp(
    `${type === "mjs" ? 'import http from "node:http"; import twilio from "twilio";' : 'const http = require("node:http"); const twilio = require("twilio");'}
const { PORT, TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_NUMBER } = process.env;
const messagesUrl = "https://api.twilio.com/2010-04-01/Accounts/" + TWILIO_ACCOUNT_SID + "/Messages.json";
const auth = TWILIO_ACCOUNT_SID + ":" + TWILIO_AUTH_TOKEN;
async function main() { ${body} }
http.createServer((_req, res) => res.end()).listen(PORT, () =>
  main().then(
    (value) => console.log("RETURNED " + JSON.stringify({ value }) + ";"),
    (error) => console.log("THREW", error),
  ),
);`,
    { type, twilio },
  );
  const started = await underDev([process.execPath, file], dev);
  const [, json = ""] = await started.prints(/RETURNED (.*);\n/);
  const { value }: { value: T } = JSON.parse(json);
  return value;
}
