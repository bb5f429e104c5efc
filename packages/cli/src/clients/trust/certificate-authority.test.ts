import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { connect, createServer, type SecureContext, type TLSSocket } from "node:tls";
import { expect, onTestFinished, test } from "vitest";
import { createCertificateAuthority } from "./certificate-authority.ts";

/** How a client that trusts the authority alone meets a server that shows this certificate. */
async function meet(host: string, context: SecureContext, ca: string): Promise<TLSSocket> {
  const server = createServer({ SNICallback: (_name, done) => done(null, context) });
  server.on("tlsClientError", () => {});
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  const socket = connect({ host: "127.0.0.1", port: address.port, servername: host, ca });
  onTestFinished(() => void socket.destroy());
  await once(socket, "secureConnect");
  return socket;
}

test("vouches for the platform's hosts, and for nobody else", async () => {
  const authority = await createCertificateAuthority(Date.now());
  const good = await meet("api.twilio.com", authority.contextFor("api.twilio.com"), authority.pem);
  expect(good.authorized).toBe(true);
  expect(good.getPeerCertificate().subjectaltname).toBe("DNS:api.twilio.com");

  // Even signed with its key, a certificate for another domain is worth nothing.
  await expect(
    meet("example.com", authority.contextFor("example.com"), authority.pem),
  ).rejects.toThrow(/permitted subtree violation/);
});

test("is another one at each run, and says what it is", async () => {
  const now = Date.UTC(2026, 0, 15);
  const [one, two] = await Promise.all([1, 2].map(() => createCertificateAuthority(now)));
  expect(one?.pem).not.toBe(two?.pem);
  const certificate = new X509Certificate(one?.pem ?? "");
  expect(certificate.ca).toBe(true);
  expect(certificate.subject).toBe("CN=Repartee (one run)");
  expect(Date.parse(certificate.validFrom)).toBeLessThan(now);
  expect(Date.parse(certificate.validTo)).toBeGreaterThan(now + 60 * 24 * 60 * 60 * 1000);
});
