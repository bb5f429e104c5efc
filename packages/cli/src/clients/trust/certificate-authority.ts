import { generateKeyPair, randomBytes } from "node:crypto";
import { createSecureContext, type SecureContext } from "node:tls";
import { promisify } from "node:util";
import forge from "node-forge";
import { platformDomain } from "../hosts/platform-hosts.ts";

const { asn1, md, pki } = forge;

/** Vouches for the platform's hosts while the command runs. Its key is in memory alone. */
export interface CertificateAuthority {
  /** Its certificate, as PEM. */
  readonly pem: string;
  /** What a server proves with that it is this host; made at the first call. */
  contextFor(host: string): SecureContext;
}

// Longer than a command runs, shorter than what clients object to.
const validMs = 90 * 24 * 60 * 60 * 1000;
// Clocks of containers differ.
const backdatedMs = 24 * 60 * 60 * 1000;

/**
 * Makes an authority of its own for this run.
 *
 * It is constrained to the platform's domain: a client that trusts it is safe everywhere else, even
 * from who would get hold of the key.
 */
export async function createCertificateAuthority(now: number): Promise<CertificateAuthority> {
  const [own, hosts] = await Promise.all([makeKeys(), makeKeys()]);
  const subject = [{ name: "commonName", value: "Repartee (one run)" }];
  const authority = blank(own.publicKey, now);
  authority.setSubject(subject);
  authority.setIssuer(subject);
  authority.setExtensions([
    { name: "basicConstraints", cA: true, pathLenConstraint: 0, critical: true },
    { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
    { name: "subjectKeyIdentifier" },
    { id: "2.5.29.30", critical: true, value: permitted(platformDomain) },
  ]);
  authority.sign(own.privateKey, md.sha256.create());

  const contexts = new Map<string, SecureContext>();
  const issue = (host: string): SecureContext => {
    const leaf = blank(hosts.publicKey, now);
    leaf.setSubject([{ name: "commonName", value: host }]);
    leaf.setIssuer(subject);
    leaf.setExtensions([
      { name: "basicConstraints", cA: false, critical: true },
      { name: "keyUsage", digitalSignature: true, keyEncipherment: true, critical: true },
      { name: "extKeyUsage", serverAuth: true },
      { name: "subjectAltName", altNames: [{ type: 2, value: host }] },
      { name: "subjectKeyIdentifier" },
      {
        name: "authorityKeyIdentifier",
        keyIdentifier: authority.generateSubjectKeyIdentifier().getBytes(),
      },
    ]);
    leaf.sign(own.privateKey, md.sha256.create());
    return createSecureContext({
      cert: pki.certificateToPem(leaf),
      key: pki.privateKeyToPem(hosts.privateKey),
    });
  };

  return {
    pem: pki.certificateToPem(authority),
    contextFor(host) {
      const context = contexts.get(host) ?? issue(host);
      contexts.set(host, context);
      return context;
    },
  };
}

// Node makes keys in a thread of its own, many times faster than the library.
async function makeKeys(): Promise<forge.pki.rsa.KeyPair> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
  });
  return {
    publicKey: pki.publicKeyFromPem(publicKey),
    privateKey: pki.privateKeyFromPem(privateKey),
  };
}

function blank(publicKey: forge.pki.rsa.PublicKey, now: number): forge.pki.Certificate {
  const certificate = pki.createCertificate();
  certificate.publicKey = publicKey;
  // A serial number is positive: its first bit is 0.
  certificate.serialNumber = `01${randomBytes(15).toString("hex")}`;
  certificate.validity.notBefore = new Date(now - backdatedMs);
  certificate.validity.notAfter = new Date(now + validMs);
  return certificate;
}

/** The name constraints (RFC 5280, 4.2.1.10) that permit one DNS domain. */
function permitted(domain: string): forge.asn1.Asn1 {
  const { UNIVERSAL, CONTEXT_SPECIFIC } = asn1.Class;
  const dnsName = asn1.create(CONTEXT_SPECIFIC, 2, false, domain);
  const subtree = asn1.create(UNIVERSAL, asn1.Type.SEQUENCE, true, [dnsName]);
  const subtrees = asn1.create(CONTEXT_SPECIFIC, 0, true, [subtree]);
  return asn1.create(UNIVERSAL, asn1.Type.SEQUENCE, true, [subtrees]);
}
