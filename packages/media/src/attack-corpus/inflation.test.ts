import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { image, probe } from "../index.ts";
import { inflations } from "./inflation.fixture.ts";

const MB = 1024 * 1024;

/** The most memory that a child of this process has held, in megabytes; 0 when there is none. */
function peakOfChildren(): number {
  const peaks = readdirSync("/proc").map((pid) => {
    try {
      const status = /^\d+$/.test(pid) ? readFileSync(`/proc/${pid}/status`, "utf8") : "";
      if (!status.includes(`\nPPid:\t${process.pid}\n`)) return 0;
      return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
    } catch {
      return 0;
    }
  });
  return Math.max(0, ...peaks);
}

// Only Linux tells the memory of other processes in files.
test.skipIf(process.platform !== "linux").each(inflations)(
  "$what is refused within its memory",
  { timeout: 90_000 },
  async ({ make, code }) => {
    const bytes = await make();
    const before = process.memoryUsage.rss();
    let peak = 0;
    const watch = setInterval(() => {
      peak = Math.max(peak, peakOfChildren());
    }, 5);
    try {
      const open = code.startsWith("image") ? image(bytes) : probe(bytes);
      await expect(open).rejects.toMatchObject({ code });
    } finally {
      clearInterval(watch);
    }
    // Unlimited, the first of these takes 1.6 GB and more. The limit is 512 MB of what it writes to.
    expect(peak).toBeLessThan(560);
    expect((process.memoryUsage.rss() - before) / MB).toBeLessThan(100);
  },
);
