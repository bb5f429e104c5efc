import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { install, root, run, tool } from "./install.mjs";

/** Compiles the packages, and bundles the phone page when its sources have changed. */
export function build() {
  run(tool("tsc"), ["-b"]);
  const page = `${root}packages/emulator/`;
  const stamp = `${page}dist/page/.built-from`;
  const sources = hashOf([`${page}page`, `${page}package.json`, `${root}pnpm-lock.yaml`]);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === sources) return;
  run("npm", ["run", "--silent", "build"], { cwd: page });
  writeFileSync(stamp, sources);
}

function hashOf(paths) {
  const hash = createHash("sha256");
  for (const path of paths) {
    for (const file of filesUnder(path))
      hash.update(file.slice(root.length)).update(readFileSync(file));
  }
  return hash.digest("hex");
}

function filesUnder(path) {
  if (path.endsWith(".json") || path.endsWith(".yaml")) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .sort();
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  install();
  build();
}
