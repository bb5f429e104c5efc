import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** Writes without end, as fast as it is read. */
export function flood(to: Socket | ServerResponse, start = "", piece = "a".repeat(65_536)): void {
  to.write(start || piece);
  const more = () => {
    while (!to.destroyed && to.write(piece));
  };
  to.on("drain", more);
  more();
}
