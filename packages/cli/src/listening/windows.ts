import { commandOutput } from "./command-output.ts";
import type { ListeningSocket } from "./listening-socket.ts";
import { type Process, processTree } from "./process-tree.ts";

const listProcesses =
  "Get-CimInstance Win32_Process | ForEach-Object { '{0} {1} {2}' -f $_.ProcessId, $_.ParentProcessId, $_.CommandLine }";

/** The sockets on which a process and its descendants listen, by PowerShell and `netstat`. */
export async function listeningOnWindows(root: number): Promise<readonly ListeningSocket[]> {
  const [processes, sockets] = await Promise.all([
    commandOutput("powershell.exe", ["-NoProfile", "-Command", listProcesses]),
    commandOutput("netstat.exe", ["-ano", "-p", "TCP"]),
  ]);
  const tree = processTree(parseProcesses(processes), root);
  return parseNetstat(sockets).flatMap(({ pid, ...socket }) => {
    const process = tree.get(pid);
    return process ? [{ ...socket, id: `${pid}:${socket.port}`, command: process.command }] : [];
  });
}

/** Reads lines of PID, parent's PID and, where it is known, the command. */
export function parseProcesses(output: string): readonly Process[] {
  return output.split(/\r?\n/).flatMap((line) => {
    const [, pid, parent, command = ""] = /^(\d+) (\d+) ?(.*)/.exec(line) ?? [];
    return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
  });
}

interface Listed {
  readonly pid: number;
  readonly address: string;
  readonly port: number;
}

/**
 * Reads `netstat -ano`. The word for the state is translated; that the foreign address has port 0 is
 * not.
 */
export function parseNetstat(output: string): readonly Listed[] {
  return output.split(/\r?\n/).flatMap((line) => {
    const [protocol, local = "", foreign = "", , pid] = line.trim().split(/ +/);
    const colon = local.lastIndexOf(":");
    if (protocol !== "TCP" || !foreign.endsWith(":0") || pid === undefined) return [];
    const address = local.slice(0, colon).replace(/^\[|\]$/g, "");
    return [{ pid: Number(pid), address, port: Number(local.slice(colon + 1)) }];
  });
}
