import { generateKeyPairSync } from "node:crypto";
import forge from "node-forge";

/** A server's key with its certificate, and those above it, as PEM. */
export interface Certificate {
  readonly key: string;
  readonly chain: string;
}

/** How a certificate differs from a good one. */
export interface CertificateOptions {
  readonly host?: string;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
}

const DAY = 24 * 60 * 60 * 1000;

/** An authority that was made for this test, and signs what it is asked to. */
export interface Authority {
  /** PEM, to be trusted. */
  readonly ca: string;
  issue(options?: CertificateOptions): Certificate;
}

/** Makes an authority. */
export function createAuthority(): Authority {
  const own = newKey();
  const name = [{ name: "commonName", value: "Authority of a test" }];
  const root = blank(own.publicKey, name, name, {});
  root.setExtensions([{ name: "basicConstraints", cA: true }]);
  root.sign(own.privateKey, forge.md.sha256.create());
  return {
    ca: forge.pki.certificateToPem(root),
    issue(options = {}) {
      const { host = "localhost" } = options;
      const { pem, publicKey } = newKey();
      const leaf = blank(publicKey, [{ name: "commonName", value: host }], name, options);
      leaf.setExtensions([{ name: "subjectAltName", altNames: [{ type: 2, value: host }] }]);
      leaf.sign(own.privateKey, forge.md.sha256.create());
      return { key: pem, chain: forge.pki.certificateToPem(leaf) };
    },
  };
}

/** A certificate that is signed by its own key. */
export function selfSigned(host = "localhost"): Certificate {
  const { pem, privateKey, publicKey } = newKey();
  const name = [{ name: "commonName", value: host }];
  const leaf = blank(publicKey, name, name, {});
  leaf.setExtensions([{ name: "subjectAltName", altNames: [{ type: 2, value: host }] }]);
  leaf.sign(privateKey, forge.md.sha256.create());
  return { key: pem, chain: forge.pki.certificateToPem(leaf) };
}

// The system makes keys a hundred times faster than the library does.
function newKey() {
  const { privateKey: pem } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
  });
  const privateKey = forge.pki.privateKeyFromPem(pem);
  return { pem, privateKey, publicKey: forge.pki.setRsaPublicKey(privateKey.n, privateKey.e) };
}

let serial = 0;

function blank(
  publicKey: forge.pki.rsa.PublicKey,
  subject: forge.pki.CertificateField[],
  issuer: forge.pki.CertificateField[],
  { notBefore, notAfter }: CertificateOptions,
): forge.pki.Certificate {
  const certificate = forge.pki.createCertificate();
  serial += 1;
  certificate.publicKey = publicKey;
  certificate.serialNumber = serial.toString(16).padStart(2, "0");
  certificate.validity.notBefore = notBefore ?? new Date(Date.now() - DAY);
  certificate.validity.notAfter = notAfter ?? new Date(Date.now() + DAY);
  certificate.setSubject(subject);
  certificate.setIssuer(issuer);
  return certificate;
}
