import {
  createLocalApp,
  devRetention,
  type Platform,
  type PlatformConfig,
  startPlatform,
} from "@repartee/platform";
import { hasErrorCode, redactUrls } from "@repartee/protocol";
import { isReachable } from "../app/accepts-connections.ts";
import { appEnvironment } from "../app/app-environment.ts";
import { freePort } from "../app/free-port.ts";
import { type StartedApp, startApp } from "../app/start-app.ts";
import { createAppProof } from "../clients/app-proof.ts";
import { type Configured, configure } from "../options/configure.ts";
import type { DevOptions } from "../options/dev-options.ts";
import { CannotStart } from "../process/cannot-start.ts";
import { errorReport } from "../process/error-report.ts";
import type { ProcessIo } from "../process/process-io.ts";
import { toUserError } from "../process/to-user-error.ts";
import { banner, sayListening, silence } from "./banner.ts";
import { makeAuthority, type Rerouted, reroute } from "./reroute.ts";

/** Starts the platform and the app, says where they are, and ends when it is interrupted. */
export async function dev(options: DevOptions, surroundings: ProcessIo): Promise<void> {
  const { stdout, stderr, interrupted } = surroundings;
  const say = (line: string) => void stdout.write(`${redactUrls(line)}\n`);
  const { command } = options;
  const assigned = command.length > 0 ? await freePort() : undefined;
  const configured = await configure(options, assigned, (ofFile) => {
    const unflagged = ofFile.length > 0 ? ofFile : options.otherNumbers;
    return options.numbers ?? unflagged;
  });
  const { webhookUrl, appUrl } = configured;
  const localApp =
    assigned === undefined || appUrl === undefined
      ? undefined
      : createLocalApp({ assumedOrigin: new URL(appUrl).origin });
  const proof = createAppProof();
  // Its keys take a while: they are made while the platform starts.
  const authority = options.reroute ? makeAuthority() : undefined;
  const platform = await start(options, configured, {
    app: localApp,
    onError: (error) => void stderr.write(`${errorReport(error)}\n`),
    adoptCredentials: options.adopt
      ? {
          known: options.app.apiKeys,
          isFromApp: proof.isFromApp,
          onAdopted: (sid) =>
            say(`Adopted the credentials ${sid}, which the app sent with a request.`),
        }
      : undefined,
    adoptSenders: options.adopt
      ? (address) => say(`Adopted ${address}, which the app sent a message from.`)
      : undefined,
  });

  let routes: Rerouted | undefined;
  let app: StartedApp | undefined;
  try {
    if (assigned !== undefined && localApp !== undefined) {
      if (options.reroute)
        routes = await reroute(platform, options, surroundings, proof, authority);
      const appVariables = appEnvironment(platform, configured, assigned);
      app = await startApp({
        ...{ command, assigned, configured, stdout, stderr },
        env: { ...surroundings.env, ...routes?.env, ...appVariables },
        app: localApp,
        folder: routes?.folder,
        seal: routes?.seal ?? [],
        onListening: (found) => say(sayListening(found, localApp, webhookUrl)),
        onSilence: () => say(silence),
      });
    }
    for (const line of banner(platform, options, configured, localApp)) say(line);
    if (webhookUrl !== undefined && !app && !(await isReachable(webhookUrl))) {
      say(`The webhook ${webhookUrl} cannot be reached yet; messages fail until its server runs.`);
    }

    const end = await Promise.race([interrupted, app?.ended ?? interrupted]);
    // Rejects when the app has never listened.
    if (end?.isFailure) await app?.listening;
    if (end) {
      say(
        `The app ${end.how}. Messages fail with 11202 until it runs again; Ctrl-C ends Repartee.`,
      );
      await interrupted;
    }
  } finally {
    await Promise.all([app?.stop(), platform.close()]);
    await routes?.close();
  }
}

async function start(
  options: DevOptions,
  { webhookUrl: _, ...configured }: Configured,
  parts: Pick<PlatformConfig, "app" | "onError" | "adoptCredentials" | "adoptSenders">,
): Promise<Platform> {
  const { port, dataDir, record, app, platformUrls } = options;
  try {
    return await startPlatform({
      retention: devRetention,
      ...configured,
      port,
      dataDir,
      record,
      account: app.account,
      testAccount: app.testAccount,
      apiOrigin: platformUrls ? "https://api.twilio.com" : undefined,
      ...parts,
    });
  } catch (error) {
    throw whyNotStarted(error, port);
  }
}

/** What the user can mend, in one line; anything else as it is. */
function whyNotStarted(error: unknown, port: number): unknown {
  if (hasErrorCode(error, "EADDRINUSE")) {
    return new CannotStart(
      `port ${port} is in use; choose another with --port, or pass --port 0 for a free one.`,
    );
  }
  if (hasErrorCode(error, "EACCES") && port < 1024) {
    return new CannotStart(
      `you do not have permission to listen on port ${port}; choose another with --port.`,
    );
  }
  return toUserError(error);
}
