import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { proxyUrl } from "./admit-client.ts";
import { platformDomain, platformHosts } from "./hosts/platform-hosts.ts";
import type { TrustFiles } from "./trust/trust-files.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** Where the ways to the local server are, and what they prove themselves with. */
export interface ClientWays {
  readonly trust: Omit<TrustFiles, "folder" | "remove">;
  /** The port of the TLS front. */
  readonly tlsPort: number;
  /** The port of the local server. */
  readonly httpPort: number;
  /** The port of the proxy, which asks for the secret of this run. */
  readonly proxyPort: number;
  /** The port of the proxy for Java. */
  readonly javaPort: number;
  /** The secret of this run. */
  readonly token: string;
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
  { trust, token, tlsPort, httpPort, proxyPort, javaPort, offline }: ClientWays,
  env: Environment,
): Readonly<Record<string, string>> {
  const { authority } = trust;
  const hosts = platformHosts.source;
  const python = join(dirname(preload), "python");
  const ruby = rubyOption(join(dirname(preload), "ruby", "reroute.rb"));
  const requirePreload = `--require ${JSON.stringify(preload)}`;
  const java = javaOptions(trust, javaPort, offline).join(" ");
  // What a child must have, whatever environment its parent gives it.
  const routing = {
    ...proxies(proxyUrl(proxyPort, token), offline),
    ...exceptions(offline ? "" : (env.NO_PROXY ?? env.no_proxy ?? "")),
    REPARTEE_AUTHORITY: authority,
  };
  // Roots to trust: a child's own go before them.
  const roots = {
    NODE_EXTRA_CA_CERTS: trust.added,
    TWILIO_CA_BUNDLE: authority,
    SSL_CERT_FILE: trust.all,
    REQUESTS_CA_BUNDLE: trust.all,
    CURL_CA_BUNDLE: trust.all,
    DENO_CERT: authority,
  };
  const variables = {
    set: [...Object.keys(routing), "REPARTEE_REROUTE", "REPARTEE_REROUTE_FIELDS"],
    keep: Object.keys(roots),
    extend: {
      NODE_OPTIONS: { separator: " ", entry: requirePreload },
      PYTHONPATH: { separator: delimiter, entry: python },
      ...(ruby && { RUBYOPT: { separator: " ", entry: ruby } }),
      PHP_INI_SCAN_DIR: { separator: delimiter, entry: trust.php },
      JAVA_TOOL_OPTIONS: { separator: " ", entry: java },
    },
  };
  const { added } = trust;
  const settings = { hosts, tlsPort, httpPort, offline, authority, added, token, variables };
  return {
    ...routing,
    ...roots,
    REPARTEE_REROUTE: JSON.stringify(settings),
    REPARTEE_REROUTE_FIELDS: toFields(settings),
    NODE_OPTIONS: list(" ", env.NODE_OPTIONS, requirePreload),
    PYTHONPATH: list(delimiter, python, env.PYTHONPATH),
    ...(ruby && { RUBYOPT: list(" ", env.RUBYOPT, ruby) }),
    // The first, empty entry stands for the folder that PHP reads anyway.
    PHP_INI_SCAN_DIR: `${env.PHP_INI_SCAN_DIR ?? ""}${delimiter}${trust.php}`,
    JAVA_TOOL_OPTIONS: list(" ", env.JAVA_TOOL_OPTIONS, java),
  };
}

/** `RUBYOPT` ends an option at each blank: there is no way to write one within a path. */
const rubyOption = (file: string) => (/\s/.test(file) ? "" : `-r${file}`);

interface Settings {
  readonly hosts: string;
  readonly tlsPort: number;
  readonly httpPort: number;
  readonly token: string;
  readonly variables: {
    readonly set: readonly string[];
    readonly keep: readonly string[];
    readonly extend: Readonly<Record<string, { separator: string; entry: string }>>;
  };
}

/** The settings for Ruby, which parses JSON by a gem, and none may be loaded before Bundler. */
function toFields({ hosts, tlsPort, httpPort, token, variables }: Settings): string {
  const { set, keep, extend } = variables;
  const extended = Object.entries(extend).map(
    ([name, { separator, entry }]) => `extend ${name}=${separator}${entry}`,
  );
  return [
    `hosts=${hosts}`,
    `tlsPort=${tlsPort}`,
    `httpPort=${httpPort}`,
    `token=${token}`,
    `set=${set.join(" ")}`,
    `keep=${keep.join(" ")}`,
    ...extended,
  ].join("\t");
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
