import { onTestFinished } from "vitest";
import type { MessagingService } from "../index.ts";
import {
  accountSid,
  longCode,
  openCore,
  start,
  type TestCore,
  type TestCoreOptions,
} from "./open-core.ts";

export const serviceSid = `MG${"c".repeat(32)}` as const;
export const hour = 3_600_000;
export const day = 24 * hour;
export const image = "https://app.example/cat.png";
export const callback = {
  statusCallback: { url: "https://app.example/status", method: "POST" },
} as const;

export function service(override: Partial<MessagingService> = {}): MessagingService {
  return { sid: serviceSid, accountSid, senders: [longCode], ...override };
}

export async function opened(options: TestCoreOptions = {}): Promise<TestCore> {
  const testCore = await openCore({ services: [service()], ...options });
  onTestFinished(testCore.close);
  return testCore;
}

export async function story({ core }: TestCore, sid: Parameters<typeof core.events>[0]) {
  return (await core.events(sid)).map(({ status }) => status);
}

export const viaService = { from: "", messagingServiceSid: serviceSid } as const;
export const scheduled = (ms: number) =>
  ({ ...viaService, scheduleType: "fixed", sendAt: start + ms }) as const;
