import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { claimStoreContract } from "../../../webhook/src/claims/claim-store.contract.ts";
import { openWebhookClaims } from "./open-webhook-claims.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});
function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "repartee-claims-"));
  folders.push(folder);
  return join(folder, "claims.db");
}

claimStoreContract("in SQLite", async () => {
  const claims = openWebhookClaims({ file: newFile() });
  return { claims, close: () => claims.close() };
});

const response = { status: 200, headers: { "Content-Type": "text/xml" }, body: "<Response/>" };

test("a finished delivery is known after a restart, an unfinished one is not", async () => {
  const file = newFile();
  const first = openWebhookClaims({ file });
  const done = await first.claim("done");
  if (done.kind === "claimed") await done.settle(response);
  expect((await first.claim("died")).kind).toBe("claimed");
  await first.close();

  const second = openWebhookClaims({ file });
  expect(await second.claim("done")).toEqual({ kind: "finished", response });
  expect((await second.claim("died")).kind).toBe("claimed");
  await second.close();
});

test("a delivery is forgotten after its time", async () => {
  let now = 1_000;
  const claims = openWebhookClaims({ file: newFile(), keepMs: 500, now: () => now });
  const claim = await claims.claim("a");
  if (claim.kind === "claimed") await claim.settle(response);
  now = 1_499;
  expect((await claims.claim("a")).kind).toBe("finished");
  now = 1_500;
  expect((await claims.claim("a")).kind).toBe("claimed");
  await claims.close();
});

test("what was settled when the process was killed is known to the next", async () => {
  const file = newFile();
  const dist = new URL("../../dist/index.js", import.meta.url).href;
  const child = spawn(
    process.execPath,
    [
      "--input-type=module",
      "-e",
      `import { openWebhookClaims } from ${JSON.stringify(dist)};
      const claims = openWebhookClaims({ file: ${JSON.stringify(file)} });
      const done = await claims.claim("done");
      await done.settle(${JSON.stringify(response)});
      await claims.claim("died");
      console.log("now");
      setInterval(() => {}, 1000);`,
    ],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  await once(child.stdout, "data");
  child.kill("SIGKILL");
  await once(child, "close");
  const claims = openWebhookClaims({ file });
  expect((await claims.claim("done")).kind).toBe("finished");
  expect((await claims.claim("died")).kind).toBe("claimed");
  await claims.close();
});

test.skipIf(process.platform === "win32")(
  "only their owner reads the file, also an old one",
  async () => {
    const file = newFile();
    writeFileSync(file, "");
    chmodSync(file, 0o666);
    const claims = openWebhookClaims({ file });
    await claims.claim("one");
    const modes = [file, `${file}-wal`].map((path) => (statSync(path).mode & 0o777).toString(8));
    expect(modes).toEqual(["600", "600"]);
    await claims.close();
  },
);
