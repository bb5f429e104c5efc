/** Why there is no answer: the documented code and a plain sentence. */
export interface HttpFault {
  readonly code: number;
  readonly sentence: string;
}

const byErrorCode: Readonly<Record<string, readonly [code: number, what: string]>> = {
  ECONNREFUSED: [11202, "refused the connection"],
  ETIMEDOUT: [11201, "did not accept the connection in time"],
  UND_ERR_CONNECT_TIMEOUT: [11201, "did not accept the connection in time"],
  EHOSTUNREACH: [11205, "cannot be reached"],
  ENETUNREACH: [11205, "cannot be reached"],
  ENOTFOUND: [11210, "is not a known host name"],
  EAI_AGAIN: [11210, "is not a known host name"],
  ABORT_ERR: [11205, "did not answer in time"],
  UND_ERR_ABORTED: [11205, "did not answer in time"],
  UND_ERR_HEADERS_TIMEOUT: [11205, "did not answer in time"],
  UND_ERR_BODY_TIMEOUT: [11205, "stopped in the middle of its answer"],
  ECONNRESET: [11205, "closed the connection before it answered"],
  UND_ERR_SOCKET: [11205, "closed the connection before it answered"],
  EPIPE: [11205, "closed the connection before it answered"],
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: [11206, "sent a body of another length than it said"],
  ERR_TLS_CERT_ALTNAME_INVALID: [11235, "has a certificate for another host name"],
  CERT_HAS_EXPIRED: [11236, "has an expired certificate"],
  DEPTH_ZERO_SELF_SIGNED_CERT: [11237, "has a self-signed certificate"],
  SELF_SIGNED_CERT_IN_CHAIN: [11237, "has a self-signed certificate in its chain"],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: [11237, "has an incomplete certificate chain"],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: [11237, "has a certificate of an unknown authority"],
  EPROTO: [11220, "failed the TLS handshake"],
};

/** Tells what a failed HTTP exchange with this host was, in the platform's codes. */
export function httpFault(error: unknown, host: string): HttpFault {
  const name = errorCode(error);
  const known = byErrorCode[name];
  if (known) return { code: known[0], sentence: `${host} ${known[1]} (${name}).` };
  if (name.startsWith("HPE_")) {
    return { code: 11206, sentence: `${host} did not answer in HTTP (${name}).` };
  }
  if (name.startsWith("ERR_SSL") || name.startsWith("ERR_TLS")) {
    return { code: 11220, sentence: `${host} failed the TLS handshake (${name}).` };
  }
  return { code: 11200, sentence: `The exchange with ${host} failed${name ? ` (${name})` : ""}.` };
}

function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return "";
  if (error.name === "TimeoutError" || error.name === "AbortError") return "ABORT_ERR";
  if ("code" in error && typeof error.code === "string") return error.code;
  return error.cause === undefined ? "" : errorCode(error.cause);
}
