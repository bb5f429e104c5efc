import type { Platform } from "@repartee/platform";
import type { AppProof } from "./clients/app-proof.ts";
import type { CertificateAuthority } from "./clients/certificate-authority.ts";
import type { ClientRoutes } from "./clients/route-clients.ts";
import type { DevOptions } from "./dev-options.ts";
import type { Surroundings } from "./surroundings.ts";

/** Leads the platform's clients inside the app to this platform. */
export async function reroute(
  platform: Platform,
  { offline }: Pick<DevOptions, "offline">,
  { env, stderr }: Surroundings,
  proof: AppProof,
  authority: Promise<CertificateAuthority> = makeAuthority(),
): Promise<ClientRoutes> {
  const { routeClients } = await import("./clients/route-clients.ts");
  const refused = new Set<string>();
  return routeClients({
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
}

/** Makes the authority of this run; its keys take a while. */
export async function makeAuthority(): Promise<CertificateAuthority> {
  const { createCertificateAuthority } = await import("./clients/certificate-authority.ts");
  return createCertificateAuthority(Date.now());
}
