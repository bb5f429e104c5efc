import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { connect, type Socket } from "node:net";
import { isSameSecret } from "./same-secret.ts";

/** Tells requests of the app from those of anything else on this machine. */
export interface AppProof {
  /** The secret of this run, which only the app's environment holds. */
  readonly token: string;
  /** Opens a connection to the local server for a client that has proved to be the app's. */
  connect(port: number): Socket;
  /** Did a request come by such a connection, or does it carry the secret? */
  isFromApp(request: Pick<IncomingMessage, "socket" | "headers">): boolean;
}

/** Makes the proof of one run. */
export function createAppProof(token: string = randomBytes(24).toString("hex")): AppProof {
  // While such a connection is open, no other one can have its port.
  const ports = new Set<number>();
  return {
    token,
    connect(port) {
      const socket = connect(port, "127.0.0.1");
      socket.once("connect", () => {
        const { localPort } = socket;
        if (localPort === undefined) return;
        ports.add(localPort);
        socket.once("close", () => ports.delete(localPort));
      });
      return socket;
    },
    isFromApp({ socket, headers }) {
      if (socket.remotePort !== undefined && ports.has(socket.remotePort)) return true;
      const given = headers["repartee-run"];
      return typeof given === "string" && isSameSecret(given, token);
    },
  };
}
