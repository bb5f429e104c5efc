import {
  formatReplay,
  type Platform,
  type Recording,
  readRecording,
  recordedNumbers,
  replayRecording,
  startReplayPlatform,
} from "@repartee/platform";
import { isReparteeError } from "@repartee/protocol";
import { acceptsConnections } from "./accepts-connections.ts";
import { readAppSettings } from "./app-settings.ts";
import { CannotStart } from "./cannot-start.ts";
import { type ChildApp, freePort, startChildApp } from "./child-app.ts";
import type { ClientRoutes } from "./clients/route-clients.ts";
import { appEnvironment, portToAwait, reroute } from "./dev.ts";
import { readDevOptions } from "./dev-options.ts";
import type { Surroundings } from "./main.ts";

const appGraceMs = 600;

/**
 * Plays a recording against an app and prints what differs.
 *
 * @param command the app to start, and its arguments; empty when it runs already.
 * @returns 0 when nothing differs, else 1. Throws {@link CannotStart} when it could not be played.
 */
export async function replay(
  file: string,
  command: readonly string[],
  flags: Readonly<Record<string, unknown>>,
  surroundings: Surroundings,
): Promise<0 | 1> {
  const { env, stdout, stderr } = surroundings;
  const recording = await readable(readRecording(file));
  const number = recordedNumbers(recording);
  const settings = flags.adopt === false ? undefined : await readAppSettings(env, process.cwd());
  const options = readDevOptions(command, { port: "0", ...flags, number }, env, settings);
  if (recording.exchanges.length === 0) throw new CannotStart(`${file} has no exchange in it.`);
  const appPort = command.length > 0 ? await freePort() : undefined;
  const webhookUrl = await reachable(options.webhook, appPort);
  const { account } = options;
  if (!account && appPort === undefined) {
    stderr.write(
      "repartee: TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN are not set: an app that checks signatures will refuse.\n",
    );
  }

  const platform = await start(recording, { webhookUrl, port: options.port, account });
  let routes: ClientRoutes | undefined;
  let app: ChildApp | undefined;
  try {
    if (appPort !== undefined) {
      if (options.reroute) routes = await reroute(platform, options, surroundings);
      const more = { ...routes?.env, ...appEnvironment(platform, options, appPort) };
      app = await startApp(command, portToAwait(webhookUrl, appPort), more, surroundings);
    }
    const played = replayRecording(recording, platform);
    const result = await Promise.race([readable(played), surroundings.interrupted]);
    if (!result) throw new CannotStart("it was interrupted.");
    stdout.write(`${formatReplay(result)}\n`);
    return result.isSame ? 0 : 1;
  } finally {
    await Promise.all([app?.stop(appGraceMs), platform.close()]);
    await routes?.close();
  }
}

async function start(
  recording: Recording,
  options: Parameters<typeof startReplayPlatform>[1],
): Promise<Platform> {
  try {
    return await startReplayPlatform(recording, options);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EADDRINUSE") throw new CannotStart(`port ${options.port} is in use.`);
    throw error;
  }
}

/** Turns what the recording is to blame for into one line. */
async function readable<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (isReparteeError(error)) throw new CannotStart(error.message);
    throw error;
  }
}

async function reachable(
  webhook: string | undefined,
  appPort: number | undefined,
): Promise<string> {
  if (webhook === undefined) {
    throw new CannotStart("an app is needed: --webhook URL, or its command after --.");
  }
  if (webhook.startsWith("/")) return `http://localhost:${appPort}${webhook}`;
  if (appPort !== undefined) return webhook;
  const { hostname, port, protocol } = new URL(webhook);
  const known = port === "" ? (protocol === "https:" ? 443 : 80) : Number(port);
  if (await acceptsConnections(hostname, known)) return webhook;
  throw new CannotStart(`nothing listens at ${webhook}.`);
}

async function startApp(
  command: readonly string[],
  port: number,
  more: Readonly<Record<string, string>>,
  { env, stderr, interrupted }: Surroundings,
): Promise<ChildApp> {
  const app = await startChildApp({
    command,
    port,
    env: { ...env, ...more },
    // Standard output is for what differs.
    stdout: stderr,
    stderr,
  });
  if ((await Promise.race([app.listening(), interrupted])) !== false) return app;
  throw new CannotStart(
    `"${command.join(" ")}" ${await app.ended} before it listened on its PORT ${port}.`,
  );
}
