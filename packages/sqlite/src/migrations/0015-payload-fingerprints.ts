/** An idempotency key belongs to one payload, known by its fingerprint. Never edited. */
export const payloadFingerprints = "alter table message add column payload_fingerprint text;";
