import type { ListeningSocket } from "./listening-socket.ts";

/**
 * The socket on which an app most likely takes webhooks; `undefined`: none does.
 *
 * @param sockets in the order in which they were first seen.
 * @param assigned the port that the app was asked to use.
 * @param options further text in which debuggers' ports are named, such as `NODE_OPTIONS`.
 */
export function chooseSocket(
  sockets: readonly ListeningSocket[],
  assigned: number,
  options = "",
): ListeningSocket | undefined {
  const named = new Set(sockets.flatMap(({ command }) => debugPorts(command)));
  for (const port of debugPorts(options)) named.add(port);
  const candidates = sockets.filter(({ port }) => !named.has(port) && !isForOthers(port));
  return (
    candidates.find(({ port }) => port === assigned) ??
    // A port that the system chose is for a tool's own processes more often than for the world.
    candidates.find(({ port }) => port < firstEphemeral) ??
    candidates[0]
  );
}

// Linux gives out ports from here on; others begin higher (net.ipv4.ip_local_port_range).
const firstEphemeral = 32_768;

// Ports on which something else than a web app listens by default: debuggers, live reload, databases.
const ofDebuggers = [5005, 5678, 9003];
const ofReloaders = [24_678, 35_729];
const ofServers = [1433, 3306, 4222, 5432, 5672, 6379, 9092, 11_211, 27_017];
const forOthers = new Set([...ofDebuggers, ...ofReloaders, ...ofServers]);

function isForOthers(port: number): boolean {
  // Node's inspector takes 9229, and its next processes the ports after it.
  return forOthers.has(port) || (port >= 9229 && port < 9240);
}

// `node --inspect=9300`, `java -agentlib:jdwp=…,address=*:8000`, `python -m debugpy --listen 0.0.0.0:4000`
const debugFlag =
  /(?:--inspect(?:-brk|-wait|-port)?=|jdwp=\S{0,200}?address=|debugpy --listen )(?:[^\s:,]{1,100}:)?(\d{1,5})\b/g;

function debugPorts(text: string): readonly number[] {
  return [...text.matchAll(debugFlag)].map(([, port]) => Number(port));
}
