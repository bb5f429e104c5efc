import { fork } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import type { MessageSid } from "@repartee/protocol";
import type { Carrier, CarrierMessage, Receipt } from "@repartee/send-core";
import type { ToChild, ToParent } from "./crash-protocol.ts";

/** What outlives the process that is killed: the carrier, the app, and who sends. */
export interface CrashWorld {
  /** Messages that were acknowledged. */
  readonly acknowledged: ReadonlySet<MessageSid>;
  /** Hand-overs by message, with their times. */
  readonly handed: ReadonlyMap<MessageSid, readonly number[]>;
  /** Statuses that the app was told of, by message. */
  readonly called: ReadonlyMap<string, readonly string[]>;
  /** Starts the child and kills it this many milliseconds after its first acknowledgement. */
  runAndKill(round: number, ms: number): Promise<void>;
  /** The same carrier for a process that is not killed. */
  readonly carrier: Carrier;
}

export function createCrashWorld(child: string, file: string, isIdempotent: boolean): CrashWorld {
  const acknowledged = new Set<MessageSid>();
  const handed = new Map<MessageSid, number[]>();
  const called = new Map<string, string[]>();
  const listeners = new Set<(receipt: Receipt) => Promise<void>>();

  function hand(sid: MessageSid, at: number): Receipt {
    handed.set(sid, [...(handed.get(sid) ?? []), at]);
    return { messageSid: sid, status: "delivered", at: Date.now(), errorCode: null };
  }

  return {
    acknowledged,
    handed,
    called,
    async runAndKill(round, ms) {
      const process_ = fork(child, [file, String(round), String(isIdempotent)], { execArgv: [] });
      const tell = (message: ToChild) => process_.connected && process_.send(message, () => {});
      let begin = () => {};
      const began = new Promise<void>((resolve) => {
        begin = resolve;
      });
      const ended = new Promise<void>((resolve) => process_.once("exit", () => resolve()));
      process_.on("message", (message: ToParent) => {
        switch (message.kind) {
          case "accepted":
            acknowledged.add(message.sid);
            begin();
            break;
          case "handed": {
            const receipt = hand(message.sid, message.at);
            tell({ kind: "taken", sid: message.sid });
            tell({ kind: "receipt", receipt });
            break;
          }
          case "called":
            called.set(message.sid, [...(called.get(message.sid) ?? []), message.status]);
            break;
          default:
            message satisfies never;
        }
      });
      await Promise.race([began, ended]);
      await pause(ms);
      process_.kill("SIGKILL");
      await ended;
    },
    carrier: {
      name: "the parent's carrier",
      isIdempotent,
      async send({ messageSid }: CarrierMessage) {
        const receipt = hand(messageSid, Date.now());
        setImmediate(() => {
          for (const listener of listeners) void listener(receipt);
        });
        return { ok: true };
      },
      onReceipt(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
  };
}
