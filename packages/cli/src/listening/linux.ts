import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import type { ListeningSocket } from "./listening-socket.ts";
import { type Process, processTree } from "./process-tree.ts";

/** The sockets on which a process and its descendants listen, read from `/proc`. */
export async function listeningOnLinux(root: number): Promise<readonly ListeningSocket[]> {
  const tree = processTree(processes(), root);
  const found = new Map<string, ListeningSocket>();
  const sockets = ["tcp", "tcp6"].flatMap((table) =>
    parseSocketTable(attempt(() => readFileSync(`/proc/${root}/net/${table}`, "latin1")) ?? ""),
  );
  const byInode = new Map(sockets.map((socket) => [socket.inode, socket]));
  for (const { pid, command } of tree.values()) {
    for (const inode of inodesOf(pid)) {
      const socket = byInode.get(inode);
      // A reloader's parent and child hold the same socket.
      if (socket) found.set(inode, { ...socket, id: inode, command });
    }
  }
  return [...found.values()];
}

interface Row {
  readonly inode: string;
  readonly address: string;
  readonly port: number;
}

// The state 0A of `include/net/tcp_states.h`.
const listening = "0A";

/** Reads the listening sockets of `/proc/net/tcp` or `tcp6` (proc_net_tcp.txt of the kernel). */
export function parseSocketTable(table: string): readonly Row[] {
  return table.split("\n").flatMap((line) => {
    const [, local = "", , state, , , , , , inode = ""] = line.trim().split(/ +/);
    const [address = "", port = ""] = local.split(":");
    return state === listening
      ? [{ inode, address: parseAddress(address), port: Number.parseInt(port, 16) }]
      : [];
  });
}

/** Four bytes, or four times four, each group in the machine's (little-endian) order. */
function parseAddress(hex: string): string {
  const groups = hex.match(/.{8}/g) ?? [];
  const bytes = groups.map((group) => Buffer.from(group, "hex").reverse());
  const [first] = bytes;
  if (bytes.length === 1 && first) return first.join(".");
  const words = Buffer.concat(bytes).toString("hex").match(/.{4}/g) ?? [];
  const text = words.map((word) => Number.parseInt(word, 16).toString(16)).join(":");
  if (/^(0:)+1$/.test(text)) return "::1";
  if (/^(0:)+0$/.test(text)) return "::";
  const mapped = /^(?:0:){5}ffff:([0-9a-f]+):([0-9a-f]+)$/.exec(text);
  const [, high = "", low = ""] = mapped ?? [];
  return mapped
    ? [high, low].flatMap((word) => [...Buffer.from(word.padStart(4, "0"), "hex")]).join(".")
    : text;
}

function processes(): readonly Process[] {
  return readdirSync("/proc").flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    const stat = attempt(() => readFileSync(`/proc/${name}/stat`, "latin1"));
    if (stat === undefined) return [];
    // The name in parentheses may hold blanks and parentheses: fields count from its end.
    const [, parent, , session] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const pid = Number(name);
    return [{ pid, parent: Number(parent), session: Number(session), ...lazyCommand(pid) }];
  });
}

function lazyCommand(pid: number): Pick<Process, "command"> {
  return {
    get command() {
      const line = attempt(() => readFileSync(`/proc/${pid}/cmdline`, "utf8")) ?? "";
      return line.replaceAll("\0", " ").trim();
    },
  };
}

function inodesOf(pid: number): readonly string[] {
  const folder = `/proc/${pid}/fd`;
  return (attempt(() => readdirSync(folder)) ?? []).flatMap((fd) => {
    const target = attempt(() => readlinkSync(`${folder}/${fd}`)) ?? "";
    return /^socket:\[(\d+)\]$/.exec(target)?.[1] ?? [];
  });
}

/** A process may end while it is read. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
