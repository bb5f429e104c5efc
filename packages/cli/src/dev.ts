import { type Platform, type PlatformConfig, startPlatform } from "@repartee/platform";
import { acceptsConnections } from "./accepts-connections.ts";
import { CannotStart } from "./cannot-start.ts";
import { type ChildApp, freePort, startChildApp } from "./child-app.ts";
import type { CertificateAuthority } from "./clients/certificate-authority.ts";
import type { ClientRoutes } from "./clients/route-clients.ts";
import type { DevOptions } from "./dev-options.ts";
import type { Surroundings } from "./main.ts";

// Ctrl-C is to end everything within a second: most of it is the app's.
const appGraceMs = 600;

/** Starts platform and app, tells where they are, and ends when it is interrupted. */
export async function dev(options: DevOptions, surroundings: Surroundings): Promise<void> {
  const say = (line: string) => void surroundings.stdout.write(`${line}\n`);
  const appPort = options.command.length > 0 ? await freePort() : undefined;
  const webhook = webhookUrl(options.webhook, appPort);
  // Its keys take a while: they are made while the platform starts.
  const authority = options.reroute ? makeAuthority() : undefined;
  const platform = await start(options, webhook, {
    onError(error) {
      const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
      surroundings.stderr.write(`repartee: something broke on this side: ${what}\n`);
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
      app = await startChildApp({
        command: options.command,
        port: portToAwait(webhook, appPort),
        env: {
          ...surroundings.env,
          ...routes?.env,
          ...appEnvironment(platform, options, appPort),
        },
        stdout: surroundings.stdout,
        stderr: surroundings.stderr,
      });
      const up = await Promise.race([app.listening(), surroundings.interrupted]);
      if (up === false) {
        throw new CannotStart(
          `"${options.command.join(" ")}" ${await app.ended} before it listened on its PORT ${portToAwait(webhook, appPort)}.`,
        );
      }
    }
    for (const line of banner(platform, options, webhook)) say(line);
    if (webhook !== undefined && !app) await warnIfUnreachable(webhook, say);

    const how = await Promise.race([
      surroundings.interrupted,
      app?.ended ?? surroundings.interrupted,
    ]);
    if (how !== undefined) {
      say(`The app ${how}. Messages fail with 11202 until it runs again; Ctrl-C ends Repartee.`);
      await surroundings.interrupted;
    }
  } finally {
    await Promise.all([app?.stop(appGraceMs), platform.close()]);
    await routes?.close();
  }
}

/** Leads the platform's clients inside the app to this platform. */
export async function reroute(
  platform: Platform,
  { offline }: DevOptions,
  { env, stderr }: Surroundings,
  authority: Promise<CertificateAuthority> = makeAuthority(),
): Promise<ClientRoutes> {
  const { routeClients } = await import("./clients/route-clients.ts");
  const refused = new Set<string>();
  return routeClients({
    platformUrl: platform.url,
    authority: await authority,
    env,
    offline,
    onRefused(target) {
      if (!refused.has(target)) stderr.write(`repartee: offline, refused ${target}\n`);
      refused.add(target);
    },
  });
}

async function makeAuthority(): Promise<CertificateAuthority> {
  const { createCertificateAuthority } = await import("./clients/certificate-authority.ts");
  return createCertificateAuthority(Date.now());
}

async function start(
  options: DevOptions,
  webhook: string | undefined,
  told: Pick<PlatformConfig, "onError" | "adoptSenders">,
): Promise<Platform> {
  const { port, dataDir, numbers, record, account, platformUrls } = options;
  try {
    return await startPlatform({
      port,
      dataDir,
      record,
      account,
      apiOrigin: platformUrls ? "https://api.twilio.com" : undefined,
      numbers: numbers.map((address) => ({ address, webhookUrl: webhook })),
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

function webhookUrl(webhook: string | undefined, appPort: number | undefined): string | undefined {
  return webhook?.startsWith("/") ? `http://localhost:${appPort}${webhook}` : webhook;
}

/** An app that does not read PORT is found where its webhook is said to be on this machine. */
export function portToAwait(webhook: string | undefined, appPort: number): number {
  const { hostname, port } = new URL(webhook ?? "http://localhost");
  return port !== "" && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname)
    ? Number(port)
    : appPort;
}

/** What the command tells an app of the platform. */
export function appEnvironment(
  platform: Platform,
  options: DevOptions,
  port: number,
): Record<string, string> {
  return {
    PORT: String(port),
    TWILIO_ACCOUNT_SID: platform.account.sid,
    TWILIO_AUTH_TOKEN: platform.account.authToken,
    TWILIO_NUMBER: options.numbers[0] ?? "",
    // Where the app finds this platform instead of the real one.
    REPARTEE_URL: platform.url,
  };
}

function banner(platform: Platform, options: DevOptions, webhook: string | undefined): string[] {
  return [
    "",
    `  Phone page   ${platform.url}/`,
    `  Numbers      ${options.numbers.join(", ")}`,
    `  Account SID  ${platform.account.sid}`,
    // A token that the app has brought is the user's, and may be a real one.
    `  Auth token   ${options.account ? "the app's own" : platform.account.authToken}`,
    `  Webhook      ${webhook ?? "none: messages are kept, nobody is asked (--webhook URL)"}`,
    `  Data         ${options.dataDir}`,
    "",
  ];
}

async function warnIfUnreachable(webhook: string, say: (line: string) => void): Promise<void> {
  const { hostname, port, protocol } = new URL(webhook);
  const known = port === "" ? (protocol === "https:" ? 443 : 80) : Number(port);
  if (await acceptsConnections(hostname, known)) return;
  say(`The webhook ${webhook} cannot be reached yet; messages fail until its server runs.`);
}
