import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

const marker = `${root}node_modules/.installed-from`;

/** Installs what the lockfile names, when that has not been done yet. Needs only Node and npm. */
export function install() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    stop(`Repartee needs Node 20.19 or later; this is ${process.version}.`);
  }
  const wanted = createHash("sha256")
    .update(readFileSync(`${root}pnpm-lock.yaml`))
    .digest("hex");
  if (existsSync(marker) && readFileSync(marker, "utf8") === wanted) return;
  const { packageManager } = JSON.parse(readFileSync(`${root}package.json`, "utf8"));
  console.log("Installing dependencies …");
  run("npx", ["-y", packageManager, "install", "--frozen-lockfile", "--reporter=append-only"]);
  writeFileSync(marker, wanted);
}

/** Runs a command in the workspace and ends this process when it fails. */
export function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
    ...options,
  });
  if (error) stop(`Cannot run ${command}: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}

/**
 * Runs commands side by side, each a program and its arguments, and prints the output of each once it
 * has ended. Ends this process when one fails, after all have ended.
 */
export async function runTogether(commands) {
  const codes = await Promise.all(commands.map(([command, ...args]) => outcome(command, args)));
  const failed = codes.find((code) => code !== 0);
  if (failed !== undefined) process.exit(failed);
}

function outcome(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      shell: process.platform === "win32",
      env: { ...process.env, ...(process.stdout.isTTY && { FORCE_COLOR: "1" }) },
    });
    const output = [];
    child.stdout.on("data", (chunk) => output.push(chunk));
    child.stderr.on("data", (chunk) => output.push(chunk));
    child.on("error", (error) => stop(`Cannot run ${command}: ${error.message}`));
    child.on("close", (code) => {
      process.stdout.write(Buffer.concat(output));
      resolve(code ?? 1);
    });
  });
}

/** The path of a tool that the workspace has installed. */
export function tool(name) {
  return `${root}node_modules/.bin/${name}`;
}

function stop(sentence) {
  console.error(sentence);
  process.exit(2);
}
