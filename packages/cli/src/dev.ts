import { type Platform, type PlatformConfig, startPlatform } from "@repartee/platform";
import { isReachable } from "./accepts-connections.ts";
import { appEnvironment, portToAwait } from "./app-environment.ts";
import { banner } from "./banner.ts";
import { CannotStart } from "./cannot-start.ts";
import { type ChildApp, freePort, startListening } from "./child-app.ts";
import type { ClientRoutes } from "./clients/route-clients.ts";
import { type Configured, configure } from "./configure.ts";
import type { DevOptions } from "./dev-options.ts";
import { makeAuthority, reroute } from "./reroute.ts";
import type { Surroundings } from "./surroundings.ts";

/** Starts platform and app, tells where they are, and ends when it is interrupted. */
export async function dev(options: DevOptions, surroundings: Surroundings): Promise<void> {
  const { stdout, stderr, interrupted } = surroundings;
  const say = (line: string) => void stdout.write(`${line}\n`);
  const appPort = options.command.length > 0 ? await freePort() : undefined;
  const configured = await configure(options, appPort, (ofFile) => {
    const unflagged = ofFile.length > 0 ? ofFile : options.otherNumbers;
    return options.numbers ?? unflagged;
  });
  // Its keys take a while: they are made while the platform starts.
  const authority = options.reroute ? makeAuthority() : undefined;
  const platform = await start(options, configured, {
    onError(error) {
      const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
      stderr.write(`repartee: something broke on this side: ${what}\n`);
    },
    adoptSenders: options.adopt
      ? (address) => say(`Adopted ${address}: the app has sent from it.`)
      : undefined,
  });

  let routes: ClientRoutes | undefined;
  let app: ChildApp | undefined;
  try {
    if (appPort !== undefined) {
      if (options.reroute) routes = await reroute(platform, options, surroundings, authority);
      const told = appEnvironment(platform, configured, appPort);
      const env = { ...surroundings.env, ...routes?.env, ...told };
      const port = portToAwait(configured, appPort);
      const { command } = options;
      app = await startListening({ command, port, env, stdout, stderr }, interrupted);
    }
    for (const line of banner(platform, options, configured)) say(line);
    const { webhookUrl } = configured;
    if (webhookUrl !== undefined && !app && !(await isReachable(webhookUrl))) {
      say(`The webhook ${webhookUrl} cannot be reached yet; messages fail until its server runs.`);
    }

    const how = await Promise.race([interrupted, app?.ended ?? interrupted]);
    if (how !== undefined) {
      say(`The app ${how}. Messages fail with 11202 until it runs again; Ctrl-C ends Repartee.`);
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
  told: Pick<PlatformConfig, "onError" | "adoptSenders">,
): Promise<Platform> {
  const { port, dataDir, record, account, platformUrls } = options;
  try {
    return await startPlatform({
      ...configured,
      port,
      dataDir,
      record,
      account,
      apiOrigin: platformUrls ? "https://api.twilio.com" : undefined,
      ...told,
    });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EADDRINUSE") {
      throw new CannotStart(
        `port ${port} is in use; give another one with --port, or 0 for a free one.`,
      );
    }
    if (code === "EACCES" && port < 1024) {
      throw new CannotStart(`port ${port} needs more rights; give another one with --port.`);
    }
    if (error instanceof Error && error.name === "ReparteeError") {
      throw new CannotStart(error.message);
    }
    throw error;
  }
}
