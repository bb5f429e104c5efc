import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, onTestFinished, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const packages = readdirSync(join(root, "packages"));
const readmes = ["README.md", ...packages.map((name) => join("packages", name, "README.md"))];

const examples = readmes.map((readme) => {
  const text = existsSync(join(root, readme)) ? readFileSync(join(root, readme), "utf8") : "";
  const codes = [...text.matchAll(/^```js\n(.*?)^```$/gms)].map(([, code = ""]) => code);
  return { readme, count: codes.length, codes };
});

// A server of an example is not to keep its process alive.
const preload = `import net from "node:net";
const { listen } = net.Server.prototype;
net.Server.prototype.listen = function (...args) { return listen.apply(this, args).unref(); };`;

test("every package has a README with an example", () => {
  const without = examples.filter(({ count }) => count === 0);
  expect(without).toEqual([]);
});

// One process runs all examples of a README: most of its time goes into loading the packages.
test.each(examples)("$readme: its examples run ($count)", async ({ readme, codes }) => {
  // Below the folder from which all packages can be imported.
  const folder = fileURLToPath(new URL("node_modules/.readme/", import.meta.url));
  const nameOf = (index: number) => `${readme.replace(/\W/g, "-")}-${index}.mjs`;
  const files = codes.map((_, index) => join(folder, nameOf(index)));
  await mkdir(folder, { recursive: true });
  for (const [index, code] of codes.entries()) await writeFile(join(folder, nameOf(index)), code);
  onTestFinished(() => Promise.all(files.map((file) => rm(file))).then(() => {}));

  const run = `for (const file of process.argv.slice(1)) await import(file);`;
  const child = spawn(
    process.execPath,
    [
      ...["--import", `data:text/javascript,${encodeURIComponent(preload)}`],
      ...["--input-type=module", "--eval", run, ...files.map((file) => pathToFileURL(file).href)],
    ],
    {
      env: { ...process.env, TWILIO_AUTH_TOKEN: "secret", PORT: "0" },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let errors = "";
  child.stdout.resume();
  child.stderr.on("data", (chunk) => {
    errors += chunk;
  });
  const [exitCode] = await once(child, "close");
  expect(errors).toBe("");
  expect(exitCode).toBe(0);
});
