import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";

/**
 * Below the ports that systems take for outgoing connections (from 32768 on Linux, from 49152 by
 * RFC 6335, section 6, rfc-editor.org/rfc/rfc6335): one of those could be taken before the app listens.
 */
const [FIRST, LAST] = [20_000, 32_000];
const ATTEMPTS = 50;

/** A port on which nothing listens at the moment. */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const port = randomInt(FIRST, LAST);
    if (await isFree(port)) return port;
  }
  throw new Error(`Each of ${ATTEMPTS} ports between ${FIRST} and ${LAST} is in use.`);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port);
  try {
    await once(server, "listening");
  } catch {
    return false;
  }
  server.close();
  await once(server, "close");
  return true;
}
