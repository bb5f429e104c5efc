import { createHmac, timingSafeEqual } from "node:crypto";
import { ReparteeError } from "@repartee/protocol";

/** Whether a link opens its item. */
export type LinkState = "good" | "expired" | "forged";

export interface LinkSigner {
  /** The query of a link to a key, up to a time in milliseconds since the epoch. */
  sign(key: string, until: number): string;
  check(key: string, query: URLSearchParams, now: number): LinkState;
}

const shortestSecret = 16;

/**
 * Makes and checks links that expire.
 *
 * @param secrets the first signs, all are good for checking: so they can be changed without breaking
 * links that are out.
 * @throws ReparteeError `link_secret_weak` without a secret, or for one under 16 characters.
 */
export function createLinkSigner(secrets: readonly string[]): LinkSigner {
  const [signing] = secrets;
  if (signing === undefined || secrets.some(({ length }) => length < shortestSecret)) {
    throw new ReparteeError(
      "link_secret_weak",
      `Links need a secret of ${shortestSecret} characters or more.`,
    );
  }
  return {
    sign(key, until) {
      // Up to the next whole second: a link never works for less than it was asked for.
      const expires = String(Math.ceil(until / 1000));
      return `expires=${expires}&signature=${macOf(signing, key, expires).toString("base64url")}`;
    },
    check(key, query, now) {
      const expires = query.get("expires") ?? "";
      const given = Buffer.from(query.get("signature") ?? "", "base64url");
      const isSigned = secrets
        .map((secret) => isSame(macOf(secret, key, expires), given))
        .includes(true);
      if (!isSigned) return "forged";
      return Number(expires) * 1000 > now ? "good" : "expired";
    },
  };
}

function macOf(secret: string, key: string, expires: string): Buffer {
  return createHmac("sha256", secret).update(`${key}\n${expires}`).digest();
}

function isSame(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}
