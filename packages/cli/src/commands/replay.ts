import {
  createLocalApp,
  formatReplay,
  type Platform,
  type Recording,
  type ReplayPlatformOptions,
  readRecording,
  recordedNumbers,
  replayRecording,
  startReplayPlatform,
} from "@repartee/platform";
import { hasErrorCode, isReparteeError } from "@repartee/protocol";
import { isReachable } from "../app/accepts-connections.ts";
import { appEnvironment } from "../app/app-environment.ts";
import { readAppSettings } from "../app/app-settings.ts";
import { freePort } from "../app/free-port.ts";
import { type StartedApp, startApp } from "../app/start-app.ts";
import { createAppProof } from "../clients/app-proof.ts";
import { configure } from "../options/configure.ts";
import { readDevOptions } from "../options/dev-options.ts";
import { CannotStart } from "../process/cannot-start.ts";
import { errorReport } from "../process/error-report.ts";
import type { ProcessIo } from "../process/process-io.ts";
import { silence } from "./banner.ts";
import { type Rerouted, reroute } from "./reroute.ts";

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
  surroundings: ProcessIo,
): Promise<0 | 1> {
  const { env, stdout, stderr } = surroundings;
  const recording = await readable(readRecording(file));
  const recorded = recordedNumbers(recording);
  const folder = process.cwd();
  const settings = flags.adopt === false ? undefined : await readAppSettings(env, folder);
  const options = readDevOptions(command, { port: "0", ...flags }, env, folder, settings);
  if (recording.exchanges.length === 0) throw new CannotStart(`${file} has no exchange in it.`);
  const appPort = command.length > 0 ? await freePort() : undefined;
  const configured = await configure(options, appPort, (ofFile) => [
    ...new Set([...ofFile, ...recorded]),
  ]);
  const webhookUrl = await reachable(configured.webhookUrl, appPort !== undefined);
  const { account, testAccount, apiKeys } = options.app;
  const proof = createAppProof();
  if (!account && appPort === undefined) {
    stderr.write(
      "repartee: TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN are not set: an app that checks signatures will refuse.\n",
    );
  }

  const { appUrl } = configured;
  const localApp =
    appPort === undefined || appUrl === undefined
      ? undefined
      : createLocalApp({ assumedOrigin: new URL(appUrl).origin });
  const platform = await start(recording, {
    ...configured,
    app: localApp,
    webhookUrl,
    port: options.port,
    account,
    testAccount,
    onError: (error) => void stderr.write(`${errorReport(error)}\n`),
    adoptCredentials: options.adopt
      ? { known: apiKeys, isFromApp: proof.isFromApp, onAdopted: () => {} }
      : undefined,
  });
  let routes: Rerouted | undefined;
  let app: StartedApp | undefined;
  try {
    if (appPort !== undefined && localApp !== undefined) {
      if (options.reroute) routes = await reroute(platform, options, surroundings, proof);
      const told = appEnvironment(platform, configured, appPort);
      // Standard output is for what differs.
      const output = { stdout: stderr, stderr };
      app = await startApp({
        ...{ command, configured, assigned: appPort, app: localApp, ...output },
        env: { ...env, ...routes?.env, ...told },
        folder: routes?.folder,
        seal: routes?.seal ?? [],
        onListening: () => {},
        onSilence: () => void stderr.write(`${silence}\n`),
      });
      await Promise.race([app.listening, surroundings.interrupted]);
    }
    const played = replayRecording(recording, platform);
    const result = await Promise.race([readable(played), surroundings.interrupted]);
    if (!result) throw new CannotStart("it was interrupted.");
    stdout.write(`${formatReplay(result)}\n`);
    return result.isSame ? 0 : 1;
  } finally {
    await Promise.all([app?.stop(), platform.close()]);
    await routes?.close();
  }
}

async function start(recording: Recording, options: ReplayPlatformOptions): Promise<Platform> {
  try {
    return await startReplayPlatform(recording, options);
  } catch (error) {
    if (hasErrorCode(error, "EADDRINUSE")) throw new CannotStart(`port ${options.port} is in use.`);
    if (isReparteeError(error)) throw new CannotStart(error.message);
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

/** The webhook of an app that is started later, or that listens already. */
async function reachable(webhookUrl: string | undefined, isStarted: boolean): Promise<string> {
  if (webhookUrl === undefined) {
    throw new CannotStart("an app is needed: --webhook URL, or its command after --.");
  }
  if (isStarted || (await isReachable(webhookUrl))) return webhookUrl;
  throw new CannotStart(`nothing listens at ${webhookUrl}.`);
}
