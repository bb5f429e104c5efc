import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { beforeAll, describe } from "vitest";
import { type PrintingSnippets, prints, runBatch } from "../run-batch.ts";
import { startWorld, type World } from "../snippet.ts";
import { php } from "./php.ts";
import { ruby } from "./ruby.ts";
import { shell } from "./shell.ts";

// Requests without a library of Twilio's, as documentation and forums publish them.

let world: World;

beforeAll(async () => {
  world = await startWorld();
  return () => world.platform.close();
}, 120_000);

const has = (program: string, ...args: string[]) => spawnSync(program, args).status === 0;

function language(
  command: readonly [string, ...string[]],
  isThere: boolean,
  snippets: PrintingSnippets,
): void {
  describe.skipIf(!isThere)(`needs ${command[0]}`, () => {
    let printed: Readonly<Record<string, string>>;
    beforeAll(async () => {
      printed = await runBatch(world, command, snippets);
    }, 120_000);
    prints(() => printed, snippets);
  });
}

language(
  ["ruby", fileURLToPath(new URL("run.rb", import.meta.url))],
  has("ruby", "-e", "require 'net/http'"),
  ruby,
);
language(
  ["php", fileURLToPath(new URL("run.php", import.meta.url))],
  has("php", "-r", "curl_init();"),
  php,
);
language(
  [process.execPath, fileURLToPath(new URL("run-shell.mjs", import.meta.url))],
  has("curl", "--version"),
  shell,
);
