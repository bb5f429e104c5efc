import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import type { RequestListener } from "node:http";
import { createServer } from "node:https";
import { join } from "node:path";
import forge from "node-forge";
import { onTestFinished } from "vitest";
import { temporaryFolder } from "./platform.ts";

/** An HTTPS server that is not the platform's. */
export interface TlsServer {
  readonly url: string;
  /** Where the certificate is that a client has to trust. */
  readonly caFile: string;
}

/** Starts a server on `https://localhost` with a certificate of its own, until the test ends. */
export async function startTlsServer(listener: RequestListener): Promise<TlsServer> {
  const { cert, key } = selfSigned("localhost");
  const caFile = join(await temporaryFolder(), "other.pem");
  await writeFile(caFile, cert);
  const server = createServer({ cert, key }, listener).listen(0);
  await once(server, "listening");
  onTestFinished(() => void server.close().closeAllConnections());
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return { url: `https://localhost:${address.port}`, caFile };
}

function selfSigned(host: string): { readonly cert: string; readonly key: string } {
  const { pki, md } = forge;
  const keys = pki.rsa.generateKeyPair(2048);
  const certificate = pki.createCertificate();
  certificate.publicKey = keys.publicKey;
  certificate.serialNumber = "01";
  certificate.validity.notBefore = new Date(Date.now() - 86_400_000);
  certificate.validity.notAfter = new Date(Date.now() + 86_400_000);
  const name = [{ name: "commonName", value: host }];
  certificate.setSubject(name);
  certificate.setIssuer(name);
  certificate.setExtensions([
    { name: "basicConstraints", cA: true },
    { name: "subjectAltName", altNames: [{ type: 2, value: host }] },
  ]);
  certificate.sign(keys.privateKey, md.sha256.create());
  return {
    cert: pki.certificateToPem(certificate),
    key: pki.privateKeyToPem(keys.privateKey),
  };
}
