import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rootCertificates } from "node:tls";

type Environment = Readonly<Record<string, string | undefined>>;

/** The files by which clients get to know the authority of this run. They hold no secret. */
export interface TrustFiles {
  /** The authority alone. */
  readonly authority: string;
  /** For clients that add to the roots they have: the authority, and what the user has added. */
  readonly added: string;
  /** For clients that replace their roots: public roots, the system's and the user's, and the authority. */
  readonly all: string;
  remove(): Promise<void>;
}

// Where distributions keep the roots of the system, companies' own among them.
const systemBundles = [
  "/etc/ssl/certs/ca-certificates.crt",
  "/etc/pki/tls/certs/ca-bundle.crt",
  "/etc/ssl/ca-bundle.pem",
  "/etc/ssl/cert.pem",
];

/** Writes the files to a new temporary folder. */
export async function writeTrustFiles(authority: string, env: Environment): Promise<TrustFiles> {
  const folder = await mkdtemp(join(tmpdir(), "repartee-trust-"));
  const write = async (name: string, certificates: readonly string[]) => {
    const file = join(folder, name);
    await writeFile(file, `${[...new Set(certificates)].join("\n")}\n`);
    return file;
  };
  const extra = certificatesOf([env.NODE_EXTRA_CA_CERTS]);
  const system = systemBundles.find((file) => existsSync(file));
  const chosen = [env.SSL_CERT_FILE, env.REQUESTS_CA_BUNDLE, env.CURL_CA_BUNDLE];
  return {
    authority: await write("authority.pem", [authority.trim()]),
    added: await write("added.pem", [authority.trim(), ...extra]),
    all: await write("all.pem", [
      authority.trim(),
      ...rootCertificates.map((certificate) => certificate.trim()),
      ...certificatesOf([system, ...chosen]),
      ...extra,
    ]),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** The certificates in files; a file that cannot be read has none, as for the clients themselves. */
function certificatesOf(files: readonly (string | undefined)[]): readonly string[] {
  return files.flatMap((file) => {
    const text = file && existsSync(file) ? readFileSync(file, "latin1") : "";
    return text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  });
}
