import { createHash, randomBytes } from "node:crypto";
import { readChallenges } from "./read-challenges.ts";

/** A user's name and password. */
export interface Credentials {
  readonly user: string;
  readonly password: string;
}

/** The request that is to be repeated with credentials. */
export interface ChallengedRequest {
  readonly method: string;
  /** Path and query, as they are in the request line. */
  readonly uri: string;
  /** Made up by the client; a test gives its own. */
  readonly cnonce?: string | undefined;
}

/**
 * Answers a `WWW-Authenticate` header: the value of `Authorization`, by the strongest scheme that is
 * offered (Digest with SHA-256, Digest with MD5, Basic). `undefined` when none of them is.
 */
export function answerChallenge(
  header: string,
  credentials: Credentials,
  request: ChallengedRequest,
): string | undefined {
  const offered = readChallenges(header);
  for (const algorithm of ["SHA-256", "MD5"]) {
    for (const { scheme, params } of offered) {
      const given = params.get("algorithm") ?? "MD5";
      if (scheme !== "digest" || given.toUpperCase().replace(/-SESS$/, "") !== algorithm) continue;
      const answer = digest(params, credentials, request);
      if (answer !== undefined) return answer;
    }
  }
  if (!offered.some(({ scheme, params }) => scheme === "basic" && params.has("realm")))
    return undefined;
  const { user, password } = credentials;
  return `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
}

/** RFC 7616, with the quality of protection `auth` or, for old servers, none. */
function digest(
  params: ReadonlyMap<string, string>,
  { user, password }: Credentials,
  { method, uri, cnonce = randomBytes(16).toString("hex") }: ChallengedRequest,
): string | undefined {
  const realm = params.get("realm");
  const nonce = params.get("nonce");
  const qops = params.get("qop")?.split(",").filter(Boolean) ?? [];
  const isProtected = qops.some((one) => one.trim().toLowerCase() === "auth");
  if (realm === undefined || nonce === undefined || (qops.length > 0 && !isProtected))
    return undefined;
  const algorithm = params.get("algorithm");
  const isSession = /-sess$/i.test(algorithm ?? "");
  const hash = (text: string) =>
    createHash(/^sha-256/i.test(algorithm ?? "") ? "sha256" : "md5")
      .update(text)
      .digest("hex");
  const secret = hash(`${user}:${realm}:${password}`);
  const first = isSession ? hash(`${secret}:${nonce}:${cnonce}`) : secret;
  const second = hash(`${method}:${uri}`);
  const count = "00000001";
  const middle = isProtected ? `${nonce}:${count}:${cnonce}:auth` : nonce;
  const opaque = params.get("opaque");
  const parts: readonly string[] = [
    `username=${quote(user)}`,
    `realm=${quote(realm)}`,
    `nonce=${quote(nonce)}`,
    `uri=${quote(uri)}`,
    `response="${hash(`${first}:${middle}:${second}`)}"`,
    ...(algorithm === undefined ? [] : [`algorithm=${algorithm}`]),
    ...(opaque === undefined ? [] : [`opaque=${quote(opaque)}`]),
    ...(isProtected ? ["qop=auth", `nc=${count}`] : []),
    ...(isProtected || isSession ? [`cnonce="${cnonce}"`] : []),
  ];
  return `Digest ${parts.join(", ")}`;
}

function quote(text: string): string {
  return `"${text.replace(/[\\"]/g, "\\$&")}"`;
}
