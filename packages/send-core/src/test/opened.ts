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

/** A core with a service, until the test ends. */
export function opened(options: TestCoreOptions = {}): Promise<TestCore> {
  return openedAlone({ services: [service()], ...options });
}

/** A core without a service, until the test ends. */
export async function openedAlone(options?: TestCoreOptions): Promise<TestCore> {
  const testCore = await openCore(options);
  onTestFinished(testCore.close);
  return testCore;
}

export async function story({ core }: TestCore, sid: Parameters<typeof core.events>[0]) {
  return (await core.events(sid)).map(({ status }) => status);
}

export const viaService = { from: "", messagingServiceSid: serviceSid } as const;
export const scheduled = (ms: number) =>
  ({ ...viaService, scheduleType: "fixed", sendAt: start + ms }) as const;
