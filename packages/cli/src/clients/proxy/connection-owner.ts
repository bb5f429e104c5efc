import { readFileSync } from "node:fs";
import type { Socket } from "node:net";

/**
 * Does the other end of a loopback connection belong to a process of this user?
 *
 * @returns `undefined` where only Linux would say.
 */
export function belongsToUser({
  remotePort = 0,
  localPort = 0,
}: Pick<Socket, "remotePort" | "localPort">): boolean | undefined {
  const uid = process.getuid?.();
  if (process.platform !== "linux" || uid === undefined) return undefined;
  const owners = ["tcp", "tcp6"].flatMap((table) =>
    ownersOf(readTable(table), { from: remotePort, to: localPort }),
  );
  return owners.length > 0 && owners.every((owner) => owner === uid);
}

/** The users who own sockets from one port to another, in `/proc/net/tcp` (proc_net_tcp.txt). */
export function ownersOf(
  table: string,
  { from, to }: { readonly from: number; readonly to: number },
): readonly number[] {
  return table.split("\n").flatMap((line) => {
    const [, local = "", remote = "", , , , , uid] = line.trim().split(/ +/);
    return portOf(local) === from && portOf(remote) === to ? [Number(uid)] : [];
  });
}

const portOf = (address: string) => Number.parseInt(address.split(":")[1] ?? "", 16);

function readTable(name: string): string {
  try {
    return readFileSync(`/proc/net/${name}`, "latin1");
  } catch {
    return "";
  }
}
