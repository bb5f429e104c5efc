import { randomBytes } from "node:crypto";
import type { Clock } from "@repartee/send-core";
import type { Response } from "express";

export interface LiveEventsOptions {
  readonly clock: Clock;
  /** Milliseconds between two signs of life. Default: 15000. */
  readonly heartbeatMs?: number | undefined;
  /** Events kept for clients that come back. Default: 500. */
  readonly kept?: number | undefined;
}

/** Server-sent events to all open pages. */
export interface LiveEvents {
  emit(event: string, data: object): void;
  /**
   * Keeps the response open and writes all events from now on. A client that says which event it
   * saw last gets those since, or `reset` when they are not known any more.
   */
  open(res: Response, lastEventId: string | undefined): void;
  /** Ends all streams. */
  close(): void;
}

// A client that has stopped reading is cut off, and catches up when it comes back.
const MAX_UNREAD_BYTES = 1024 * 1024;

/** Makes the hub of the live events. */
export function createLiveEvents(options: LiveEventsOptions): LiveEvents {
  const { clock, heartbeatMs = 15_000, kept = 500 } = options;
  const run = randomBytes(4).toString("hex");
  const clients = new Set<Response>();
  const history: { readonly number: number; readonly text: string }[] = [];
  let count = 0;
  let stopHeartbeat: (() => void) | undefined;

  function write(res: Response, text: string): void {
    if (res.writableLength > MAX_UNREAD_BYTES) res.destroy();
    else res.write(text);
  }

  function beat(): void {
    stopHeartbeat = clock.at(clock.now() + heartbeatMs, () => {
      stopHeartbeat = undefined;
      for (const res of clients) write(res, ": alive\n\n");
      if (clients.size > 0) beat();
    });
  }

  function missed(lastEventId: string | undefined): string {
    if (lastEventId === undefined) return "";
    const [ofRun, number] = lastEventId.split("-");
    const last = ofRun === run ? Number(number) : Number.NaN;
    const oldest = history[0]?.number ?? count + 1;
    if (!(last >= oldest - 1 && last <= count)) return "event: reset\ndata: {}\n\n";
    return history.flatMap((event) => (event.number > last ? event.text : [])).join("");
  }

  return {
    emit(event, data) {
      count += 1;
      const text = `id: ${run}-${count}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
      history.push({ number: count, text });
      if (history.length > kept) history.shift();
      for (const res of clients) write(res, text);
    },
    open(res, lastEventId) {
      res.writeHead(200, {
        "Content-Type": "text/event-stream; charset=utf-8",
        "Cache-Control": "no-store",
        // Proxies such as nginx would hold the events back otherwise.
        "X-Accel-Buffering": "no",
      });
      // The id comes last, so that a break in between makes the client ask for all of it again.
      const hello = `retry: 1000\nid: ${run}-${count}\nevent: hello\ndata: {}\n\n`;
      res.write(missed(lastEventId) + hello);
      clients.add(res);
      res.on("close", () => clients.delete(res));
      if (!stopHeartbeat) beat();
    },
    close() {
      stopHeartbeat?.();
      stopHeartbeat = undefined;
      for (const res of clients) res.end();
      clients.clear();
    },
  };
}
