import { lookup } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";
import { ReparteeError } from "@repartee/protocol";
import { Agent, buildConnector } from "undici";
import type { FetchMediaOptions, Peer } from "../fetch/fetch-options.ts";
import { classifyAddress } from "./address-class.ts";
import type { OriginGate } from "./origin-gate.ts";

/** Bytes that wait to be read, in the socket and again in the answer: a fetch holds little beyond. */
export const highWaterMark: number = 16 * 1024;
const reading = { highWaterMark };

/**
 * An agent that connects to permitted addresses only: a name is resolved once, every address it has
 * is checked, and the connection goes to one of those. URL and TLS name stay what they are.
 *
 * @param current the URL that is requested now.
 */
export function createGuardedAgent(
  gate: OriginGate,
  options: FetchMediaOptions,
  current: () => URL,
): Agent {
  const { resolve = resolveName } = options;
  return new Agent({
    connect(target, callback) {
      const { hostname } = target;
      const origin = new URL(`${target.protocol}//${target.host ?? hostname}`);
      const guarded: LookupFunction = (name, { all }, done) => {
        permittedAddresses(gate, origin, () => resolve(name)).then(
          (addresses) => {
            const [first = ""] = addresses;
            if (!all) return done(null, first, isIP(first));
            done(
              null,
              addresses.map((address) => ({ address, family: isIP(address) })),
            );
          },
          // net prints errors of a lookup in their own words; the reason travels as the cause.
          (error) => done(new Error("Lookup refused", { cause: error }), []),
        );
      };
      const timeout = options.connectMs ?? 5_000;
      // The connector hands what it does not know on to net and tls.
      const connector = buildConnector({ lookup: guarded, timeout, ...reading });
      const connect = refusing(connector, (peer) => options.refuseConnection?.(peer, current()));
      if (!isIP(hostname)) return connect(target, callback);
      // A literal address is connected to without a lookup, so it is checked here.
      permittedAddresses(gate, origin, async () => [hostname]).then(
        () => connect(target, callback),
        (error) => callback(error, null),
      );
    },
    // Each redirect has its own connection, so that each is checked.
    pipelining: 0,
    headersTimeout: options.firstByteMs ?? 10_000,
    bodyTimeout: options.idleMs ?? 10_000,
  });
}

function refusing(
  connect: buildConnector.connector,
  isRefused: (peer: Peer) => boolean | undefined,
): buildConnector.connector {
  return (target, callback) =>
    connect(target, (...outcome) => {
      const [, socket] = outcome;
      if (!socket || !isRefused(socket)) return callback(...outcome);
      socket.destroy();
      const sentence = `Refused ${target.host}: it leads back to this server.`;
      callback(new ReparteeError("media_blocked", sentence), null);
    });
}

async function resolveName(hostname: string): Promise<readonly string[]> {
  // These names mean this machine wherever they are asked for (RFC 6761); not every resolver knows.
  const name = /(^|\.)localhost\.?$/i.test(hostname) ? "localhost" : hostname;
  return (await lookup(name, { all: true })).map(({ address }) => address);
}

/** All addresses of a host; one that may not be reached refuses the whole host. */
async function permittedAddresses(
  gate: OriginGate,
  origin: URL,
  resolve: () => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const addresses = await resolve();
  if (addresses.length === 0) {
    throw new ReparteeError("media_unreachable", `${origin.host} has no address.`);
  }
  for (const address of addresses) {
    const addressClass = classifyAddress(address);
    if (gate(origin, addressClass)) continue;
    const why =
      addressClass === "public"
        ? "its port is not in the list of ports"
        : `it leads to a ${addressClass} address`;
    const advice =
      addressClass === "loopback"
        ? ` If it is yours, give allow: ["${origin.origin}"]; if it plays Twilio, as repartee dev does, providerOrigin: "${origin.origin}".`
        : "";
    throw new ReparteeError("media_blocked", `Refused ${origin.host}: ${why}.${advice}`, {
      details: { addressClass },
    });
  }
  return addresses;
}
