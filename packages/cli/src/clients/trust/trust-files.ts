import { X509Certificate } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rootCertificates } from "node:tls";
import { fileURLToPath } from "node:url";
import { hasErrorCode } from "@repartee/protocol";
import { toJavaTrustStore } from "./java-trust-store.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** The files by which clients get to know the authority of this run. They hold no secret. */
export interface TrustFiles {
  /** The authority alone. */
  readonly authority: string;
  /** For clients that add to the roots they have: the authority, and what the user has added. */
  readonly added: string;
  /** As {@link all}, for Java. */
  readonly java: string;
  /** A folder of settings for PHP that name {@link all}, and what runs before each script. */
  readonly php: string;
  /** For clients that replace their roots: public roots, the system's and the user's, and the authority. */
  readonly all: string;
  /** The folder that holds them all. */
  readonly folder: string;
  remove(): Promise<void>;
}

// Where distributions keep the roots of the system, companies' own among them.
const systemBundles = [
  "/etc/ssl/certs/ca-certificates.crt",
  "/etc/pki/tls/certs/ca-bundle.crt",
  "/etc/ssl/ca-bundle.pem",
  "/etc/ssl/cert.pem",
];

// Those that Node brings: Mozilla's.
const roots = new Set(rootCertificates.map((certificate) => certificate.trim()));

const prefix = "repartee-trust-";

/** Writes the files to a new temporary folder. */
export async function writeTrustFiles(
  authority: string,
  env: Environment,
  now: number,
): Promise<TrustFiles> {
  await removeLeftovers();
  const folder = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`));
  const write = async (name: string, content: string | Buffer) => {
    const file = join(folder, name);
    await writeFile(file, content);
    return file;
  };
  const own = authority.trim();
  const extra = certificatesOf([env.NODE_EXTRA_CA_CERTS]);
  const system = systemBundles.find((file) => existsSync(file));
  const chosen = [env.SSL_CERT_FILE, env.REQUESTS_CA_BUNDLE, env.CURL_CA_BUNDLE];
  const every = [...new Set([own, ...roots, ...certificatesOf([system, ...chosen]), ...extra])];

  const all = await write("all.pem", toPem(every));
  const php = join(folder, "php");
  await mkdir(php);
  await write("php/repartee.ini", phpSettings(all));
  return {
    authority: await write("authority.pem", toPem([own])),
    added: await write("added.pem", toPem([own, ...extra])),
    all,
    java: await write("all.jks", toJavaTrustStore(every.map(toDer), now)),
    php,
    folder,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Removes the folders of commands that were killed before they could do so. */
async function removeLeftovers(): Promise<void> {
  const names = await readdir(tmpdir()).catch(() => []);
  for (const name of names) {
    const [, pid] = /^repartee-trust-(\d{1,10})-/.exec(name) ?? [];
    if (pid === undefined || isRunning(Number(pid))) continue;
    // Another user's cannot be removed, and need not be.
    await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => {});
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return hasErrorCode(error, "EPERM");
  }
}

const toPem = (certificates: readonly string[]) => `${certificates.join("\n")}\n`;
const toDer = (pem: string) => Buffer.from(pem.replace(/-----.*?-----/g, ""), "base64");

const phpPreload = fileURLToPath(new URL("../../../preload/php/reroute.php", import.meta.url));

function phpSettings(roots: string): string {
  const settings = {
    "curl.cainfo": roots,
    "openssl.cafile": roots,
    auto_prepend_file: phpPreload,
  };
  return Object.entries(settings)
    .map(([name, path]) => `${name}="${path}"\n`)
    .join("");
}

const BEGIN = "-----BEGIN CERTIFICATE-----";
const END = "-----END CERTIFICATE-----";

/** The certificates in files. What cannot be read is left out, as clients do. */
function certificatesOf(files: readonly (string | undefined)[]): readonly string[] {
  return files.flatMap((file) => {
    const text = file && existsSync(file) ? readFileSync(file, "latin1") : "";
    const found = text
      .split(BEGIN)
      .slice(1)
      .flatMap((part) => {
        const end = part.indexOf(END);
        return end < 0 ? [] : [BEGIN + part.slice(0, end) + END];
      });
    return found.filter((pem) => roots.has(pem) || isReadable(pem));
  });
}

function isReadable(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}
