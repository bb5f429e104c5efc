import { createHash } from "node:crypto";

// The format's own words for "nobody knows a password": who opens it without one checks no digest.
const password = "changeit";
const magic = 0xfeedfeed;
const version = 2;
const trustedCertificate = 2;

/**
 * Writes a Java key store (JKS) of trusted certificates: Java reads no PEM where it looks for roots.
 *
 * @param certificates as DER.
 */
export function toJavaTrustStore(certificates: readonly Buffer[], now: number): Buffer {
  const entries = certificates.flatMap((der, index) => [
    uint32(trustedCertificate),
    text(`root-${index}`),
    uint64(now),
    text("X.509"),
    uint32(der.length),
    der,
  ]);
  const store = Buffer.concat([
    uint32(magic),
    uint32(version),
    uint32(certificates.length),
    ...entries,
  ]);
  const digest = createHash("sha1")
    .update(Buffer.from(password, "utf16le").swap16())
    .update("Mighty Aphrodite")
    .update(store)
    .digest();
  return Buffer.concat([store, digest]);
}

function uint32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32BE(value);
  return buffer;
}

function uint64(value: number): Buffer {
  const buffer = Buffer.alloc(8);
  buffer.writeBigUInt64BE(BigInt(value));
  return buffer;
}

function text(value: string): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(value.length);
  return Buffer.concat([length, Buffer.from(value, "ascii")]);
}
