import type { Platform } from "@repartee/platform";
import type { AppProof } from "../clients/app-proof.ts";
import type { ClientRoutes } from "../clients/route-clients.ts";
import type { CertificateAuthority } from "../clients/trust/certificate-authority.ts";
import type { DevOptions } from "../options/dev-options.ts";
import type { ProcessIo } from "../process/process-io.ts";

export interface Rerouted extends ClientRoutes {
  /** Words before the app's command, by which clients that cannot be rerouted are refused. */
  readonly seal: readonly string[];
}

const notSealed =
  "repartee: this system cannot refuse clients that ignore proxies: they reach Twilio itself. Give them the base URL in REPARTEE_URL.";

/** Leads the platform's clients inside the app to this platform. */
export async function reroute(
  platform: Platform,
  { offline, seal }: Pick<DevOptions, "offline" | "seal">,
  { env, stderr }: ProcessIo,
  proof: AppProof,
  authority: Promise<CertificateAuthority> = makeAuthority(),
): Promise<Rerouted> {
  const { routeClients } = await import("../clients/route-clients.ts");
  const refused = new Set<string>();
  const routes = await routeClients({
    platformUrl: platform.url,
    authority: await authority,
    proof,
    env,
    offline,
    onRefused(target) {
      if (!refused.has(target)) stderr.write(`repartee: offline, refused ${target}\n`);
      refused.add(target);
    },
  });
  const { sealHosts } = await import("../app/seal-hosts.ts");
  const sealed = seal ? await sealHosts(routes.folder) : [];
  if (!sealed) stderr.write(`${notSealed}\n`);
  return { ...routes, seal: sealed ?? [] };
}

/** Makes the authority of this run; its keys take a while. */
export async function makeAuthority(): Promise<CertificateAuthority> {
  const { createCertificateAuthority } = await import("../clients/trust/certificate-authority.ts");
  return createCertificateAuthority(Date.now());
}
