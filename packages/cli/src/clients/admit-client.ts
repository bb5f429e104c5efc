import type { IncomingMessage } from "node:http";
import { belongsToUser } from "./proxy/connection-owner.ts";
import { isSameSecret } from "./same-secret.ts";

/**
 * Who asks a proxy of this run. An `app` may use all of it. An `unproven` client reaches what anyone on
 * this machine reaches anyway: the local server, and other hosts without the user's own proxy.
 */
export type Admission = "app" | "unproven" | "refused";

export type Admit = (request: Pick<IncomingMessage, "socket" | "headers">) => Admission;

const user = "repartee";

/** The URL by which clients use a proxy that asks for the password of this run. */
export const proxyUrl = (port: number, token: string): string =>
  `http://${user}:${token}@127.0.0.1:${port}`;

/** Admits clients that have the password of this run. */
export function admitByPassword(token: string): Admit {
  const expected = `Basic ${Buffer.from(`${user}:${token}`).toString("base64")}`;
  return ({ headers }) =>
    isSameSecret(headers["proxy-authorization"] ?? "", expected) ? "app" : "refused";
}

/**
 * Admits processes of the same user, for clients that have no way to send a password: Java has none for
 * its proxies. Where the system does not say whose a connection is, they stay unproven.
 */
export const admitByOwner: Admit = ({ socket }) => {
  const belongs = belongsToUser(socket);
  if (belongs === undefined) return "unproven";
  return belongs ? "app" : "refused";
};
