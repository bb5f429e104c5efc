import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { platformDomain, platformHosts } from "./platform-hosts.ts";
import type { TrustFiles } from "./trust-files.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** Where the ways to the local server are, and what they prove themselves with. */
export interface ClientWays {
  readonly trust: Omit<TrustFiles, "remove">;
  /** The port of the TLS front. */
  readonly tlsPort: number;
  /** The port of the local server. */
  readonly httpPort: number;
  /** The port of the proxy. */
  readonly proxyPort: number;
  /** Lets clients reach this machine alone. */
  readonly offline: boolean;
}

const preload = fileURLToPath(import.meta.resolve("@repartee/cli/preload"));

/**
 * The environment that brings clients to the local server.
 *
 * @param env the user's: what it says of options, roots and exceptions goes on to hold.
 */
export function clientEnvironment(
  { trust, tlsPort, httpPort, proxyPort, offline }: ClientWays,
  env: Environment,
): Readonly<Record<string, string>> {
  const { authority } = trust;
  const hosts = platformHosts.source;
  return {
    // Node: the socket itself.
    NODE_OPTIONS: list(" ", env.NODE_OPTIONS, `--require ${JSON.stringify(preload)}`),
    REPARTEE_REROUTE: JSON.stringify({ hosts, tlsPort, httpPort, offline, authority }),
    NODE_EXTRA_CA_CERTS: trust.added,
    TWILIO_CA_BUNDLE: authority,
    // All others: the proxy, and whom to trust.
    ...proxies(`http://127.0.0.1:${proxyPort}`, offline),
    ...exceptions(offline ? "" : (env.NO_PROXY ?? env.no_proxy ?? "")),
    SSL_CERT_FILE: trust.all,
    REQUESTS_CA_BUNDLE: trust.all,
    CURL_CA_BUNDLE: trust.all,
    DENO_CERT: authority,
    // Python's client of the platform reads the proxy, but not whom to trust.
    PYTHONPATH: list(delimiter, join(dirname(preload), "python"), env.PYTHONPATH),
    REPARTEE_AUTHORITY: authority,
    // PHP: the first, empty entry stands for the folder that it reads anyway.
    PHP_INI_SCAN_DIR: `${env.PHP_INI_SCAN_DIR ?? ""}${delimiter}${trust.php}`,
    JAVA_TOOL_OPTIONS: list(" ", env.JAVA_TOOL_OPTIONS, ...javaOptions(trust, proxyPort, offline)),
  };
}

const list = (separator: string, ...parts: readonly (string | undefined)[]) =>
  parts.filter(Boolean).join(separator);

// Plain HTTP needs no proxy to reach the platform: it has none. It needs one to be kept offline.
function proxies(url: string, offline: boolean): Record<string, string> {
  const names = ["HTTPS_PROXY", "https_proxy"];
  if (offline) names.push("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy");
  return Object.fromEntries(names.map((name) => [name, url]));
}

function javaOptions({ java }: ClientWays["trust"], port: number, offline: boolean): string[] {
  const proxied = offline ? ["https", "http"] : ["https"];
  return [
    ...proxied.flatMap((scheme) => [
      `-D${scheme}.proxyHost=127.0.0.1`,
      `-D${scheme}.proxyPort=${port}`,
    ]),
    "-Djavax.net.ssl.trustStoreType=JKS",
    // Its options are parted by blanks, but not within quotes.
    `"-Djavax.net.ssl.trustStore=${java}"`,
  ];
}

function exceptions(given: string): Record<string, string> {
  const kept = given
    .split(",")
    .map((host) => host.trim())
    .filter((host) => host !== "" && host !== "*" && !host.endsWith(platformDomain));
  const list = [...new Set(["localhost", "127.0.0.1", "::1", ...kept])].join(",");
  return { NO_PROXY: list, no_proxy: list };
}
