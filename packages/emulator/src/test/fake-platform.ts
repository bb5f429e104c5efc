import { once } from "node:events";
import type { Server } from "node:http";
import type { AccountSid } from "@repartee/protocol";
import type { Clock, Sender, SenderDirectory } from "@repartee/send-core";
import { systemClock } from "@repartee/send-core";
import express, { type Express } from "express";
import { createEmulator, type Emulator, type EmulatorOptions } from "../create-emulator.ts";
import type { Handsets } from "../phones/phone-state.ts";
import { createFakeRuntime, type FakeRuntime } from "./fake-runtime.ts";
import { createFakeSendCore, type FakeSendCore } from "./fake-send-core.ts";

const accountSid: AccountSid = "AC00000000000000000000000000000001";
export const appNumber = "+15005550006";
export const handset = "+14155550100";

export interface FakePlatform {
  readonly app: Express;
  readonly emulator: Emulator;
  readonly runtime: FakeRuntime;
  readonly sendCore: FakeSendCore;
  readonly handsets: Handsets;
}

export interface FakePlatformOptions extends Partial<EmulatorOptions> {
  readonly numbers?: readonly string[];
}

/** The emulator on top of a platform in memory. */
export function createFakePlatform(options: FakePlatformOptions = {}): FakePlatform {
  const clock: Clock = options.clock ?? systemClock;
  const numbers = options.numbers ?? [appNumber];
  const senders = fakeSenders(numbers);
  const sendCore = createFakeSendCore(accountSid, clock);
  const runtime = createFakeRuntime({ sendCore, senders, clock });
  const handsets = fakeHandsets();
  const emulator = createEmulator({
    runtime,
    sendCore,
    senders,
    handsets,
    account: { sid: accountSid },
    webhookUrl: "http://localhost:3000/sms",
    clock,
    ...options,
  });
  const app = express().use(emulator.router);
  return { app, emulator, runtime, sendCore, handsets };
}

export interface FakeServer {
  readonly origin: string;
  dropConnections(): void;
  close(): Promise<void>;
}

/** Listens on a free port. */
export async function listen({ app, emulator }: FakePlatform): Promise<FakeServer> {
  const server: Server = app.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The system gave no port.");
  return {
    origin: `http://127.0.0.1:${address.port}`,
    dropConnections: () => server.closeAllConnections(),
    async close() {
      emulator.close();
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

function fakeHandsets(): Handsets {
  const off = new Set<string>();
  const listeners = new Set<(number: string) => void>();
  return {
    isSwitchedOff: (number) => off.has(number),
    switchOff(number, isOff = true) {
      if (isOff) off.add(number);
      else off.delete(number);
      for (const listener of listeners) listener(number);
    },
    onSwitched(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function fakeSenders(numbers: readonly string[]): SenderDirectory {
  const senders = numbers.map(
    (address, index): Sender => ({
      sid: `PN${String(index).padStart(32, "0")}`,
      accountSid,
      address,
      type: "long-code",
      sms: true,
      mms: true,
      webhook: { url: "http://user:secret@localhost:3000/sms", method: "POST" },
    }),
  );
  return {
    find: async (address) => senders.find((sender) => sender.address === address),
    list: async () => senders,
  };
}
