import { listeningOnLinux } from "./linux.ts";
import type { ListeningSocket } from "./listening-socket.ts";
import { listeningOnMacos } from "./macos.ts";
import { listeningOnWindows } from "./windows.ts";

/**
 * The sockets on which a process and all that it has started listen.
 *
 * Containers and other users' processes are not seen; where the system's tools are absent, none is.
 */
export function findListeningSockets(pid: number): Promise<readonly ListeningSocket[]> {
  switch (process.platform) {
    case "linux":
      return listeningOnLinux(pid);
    case "win32":
      return listeningOnWindows(pid);
    default:
      return listeningOnMacos(pid);
  }
}
