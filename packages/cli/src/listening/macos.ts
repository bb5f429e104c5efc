import { commandOutput } from "./command-output.ts";
import type { ListeningSocket } from "./listening-socket.ts";
import { type Process, processTree } from "./process-tree.ts";

/** The sockets on which a process and its descendants listen, by `ps` and `lsof`. */
export async function listeningOnMacos(root: number): Promise<readonly ListeningSocket[]> {
  const processes = parsePs(await commandOutput("ps", ["-axo", "pid=,ppid=,command="]));
  const tree = processTree(processes, root);
  const pids = [...tree.keys()].join(",");
  const listed = await commandOutput("lsof", [
    ...["-nP", "-a", "-iTCP", "-sTCP:LISTEN", "-p", pids],
    ...["-F", "pn"],
  ]);
  return parseLsof(listed).map(({ pid, ...socket }) => ({
    ...socket,
    id: `${pid}:${socket.port}`,
    command: tree.get(pid)?.command ?? "",
  }));
}

/** Reads lines of PID, parent's PID and command. */
export function parsePs(output: string): readonly Process[] {
  return output.split("\n").flatMap((line) => {
    const [, pid, parent, command = ""] = /^ *(\d+) +(\d+) +(\S.*)$/.exec(line) ?? [];
    return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
  });
}

interface Listed {
  readonly pid: number;
  readonly address: string;
  readonly port: number;
}

/** Reads the field output of `lsof -F pn`: a line `p` for each process, a line `n` for each socket. */
export function parseLsof(output: string): readonly Listed[] {
  const found: Listed[] = [];
  let pid = 0;
  for (const line of output.split("\n")) {
    if (line.startsWith("p")) pid = Number(line.slice(1));
    const [, address = "", port] = /^n(.*):(\d+)$/.exec(line) ?? [];
    if (port !== undefined) {
      found.push({ pid, address: address.replace(/^\[|\]$/g, ""), port: Number(port) });
    }
  }
  return found;
}
