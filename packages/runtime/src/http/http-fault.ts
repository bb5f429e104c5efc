import { errorCodeOf, type FaultPhase } from "@repartee/protocol";

/** Why there is no answer: the documented code and a plain sentence. */
export interface HttpFault {
  readonly code: number;
  readonly sentence: string;
  readonly phase: FaultPhase;
  /** What to do about it. Default: the advice of the code. */
  readonly advice?: string | undefined;
}

type Row = readonly [code: number, phase: FaultPhase, what: string, advice?: string];

const noConnection: Row = [11201, "connect", "did not accept the connection in time"];
const unreachable: Row = [
  11205,
  "connect",
  "cannot be reached",
  "Check the address and the network: there is no route to this host.",
];
const unknownHost: Row = [11210, "other", "is not a known host name"];
const hangUp: Row = [
  11205,
  "other",
  "closed the connection before it answered",
  "Look into the app's log for a crash. If the app serves HTTPS, the URL must begin with https://.",
];
const trust =
  "Serve the whole certificate chain. To accept a certificate of your own under development, set webhookClient.ca to its PEM, or webhookClient.verifyTls to false, in the configuration.";
const scheme =
  "If the app serves plain HTTP, the URL must begin with http://; else check its TLS versions and ciphers.";
const expired: Row = [11236, "connect", "has a certificate that is not valid at this time"];

const byErrorCode: Readonly<Record<string, Row>> = {
  ECONNREFUSED: [11202, "connect", "refused the connection"],
  ETIMEDOUT: noConnection,
  UND_ERR_CONNECT_TIMEOUT: noConnection,
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  EADDRNOTAVAIL: unreachable,
  ENOTFOUND: unknownHost,
  EAI_AGAIN: unknownHost,
  UND_ERR_HEADERS_TIMEOUT: [11205, "read", "did not answer in time"],
  UND_ERR_BODY_TIMEOUT: [11205, "other", "stopped in the middle of its answer"],
  ECONNRESET: hangUp,
  UND_ERR_SOCKET: hangUp,
  EPIPE: hangUp,
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: [
    11206,
    "other",
    "sent a body of another length than it said",
  ],
  UND_ERR_HEADERS_OVERFLOW: [11206, "other", "sent more than 16 kB of headers"],
  ERR_TLS_CERT_ALTNAME_INVALID: [11235, "connect", "has a certificate for another host name"],
  CERT_HAS_EXPIRED: expired,
  CERT_NOT_YET_VALID: expired,
  DEPTH_ZERO_SELF_SIGNED_CERT: [11237, "connect", "has a self-signed certificate", trust],
  CERT_SIGNATURE_FAILURE: [11237, "connect", "has a certificate of an unknown authority", trust],
  SELF_SIGNED_CERT_IN_CHAIN: [
    11237,
    "connect",
    "has a self-signed certificate in its chain",
    trust,
  ],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: [11237, "connect", "has an incomplete certificate chain", trust],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: [
    11237,
    "connect",
    "has a certificate of an unknown authority",
    trust,
  ],
  own_server: [
    11205,
    "other",
    "is this platform itself, which does not request its own pages",
    "Set the URL to that of your app: it listens on another port than the platform.",
  ],
  EPROTO: [11220, "connect", "failed the TLS handshake", scheme],
};

/** Tells what a failed HTTP exchange with this host was, in the platform's codes. */
export function httpFault(error: unknown, host: string): HttpFault {
  const name = errorCode(error);
  // The socket says "reset" of a handshake too; only its message tells the two apart.
  if (name === "ECONNRESET" && isHandshake(error))
    return fault([11220, "connect", "broke off the TLS handshake", scheme], host, name);
  const known = byErrorCode[name];
  if (known) return fault(known, host, name);
  if (name.startsWith("HPE"))
    return fault(
      [
        11206,
        "other",
        "did not answer in HTTP",
        "If the app serves HTTPS, the URL must begin with https://; else check what listens on this port.",
      ],
      host,
      name,
    );
  if (name.startsWith("ERR_SSL") || name.startsWith("ERR_TLS"))
    return fault([11220, "connect", "failed the TLS handshake", scheme], host, name);
  const sentence = `The exchange with ${host} failed${name ? ` (${name})` : ""}.`;
  return { code: 11200, phase: "other", sentence };
}

/**
 * The total time has run out. When nothing at all came in it, and the read timeout would have run
 * out with it, that is named as the cause, as the platform does by default.
 */
export function outOfTime(
  host: string,
  { totalMs, readMs }: { readonly totalMs: number; readonly readMs: number },
  hasBegun: boolean,
): HttpFault {
  if (!hasBegun && readMs >= totalMs) {
    const sentence = `${host} did not answer within ${totalMs} ms.`;
    return { code: 11205, phase: "read", sentence };
  }
  const sentence = `The exchange with ${host} took over ${totalMs} ms in all.`;
  return { code: 11203, phase: "other", sentence };
}

function fault([code, phase, what, advice]: Row, host: string, name: string): HttpFault {
  return { code, phase, sentence: `${host} ${what} (${name}).`, advice };
}

function isHandshake(error: unknown): boolean {
  return error instanceof Error && error.message.includes("before secure TLS connection");
}

function errorCode(error: unknown): string {
  if (typeof error !== "object" || error === null) return "";
  // The client's parser does not give all its complaints a code.
  if ("name" in error && error.name === "HTTPParserError") return "HPE";
  return errorCodeOf(error) ?? ("cause" in error ? errorCode(error.cause) : "");
}
