import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const packages = readdirSync(join(root, "packages"));
const readmes = ["README.md", ...packages.map((name) => join("packages", name, "README.md"))];

const examples = readmes.flatMap((readme) => {
  const text = existsSync(join(root, readme)) ? readFileSync(join(root, readme), "utf8") : "";
  return [...text.matchAll(/^```js\n(.*?)^```$/gms)].map(([, code = ""], index) => ({
    readme,
    index,
    code,
  }));
});

// A server of an example is not to keep its process alive.
const preload = `import net from "node:net";
const { listen } = net.Server.prototype;
net.Server.prototype.listen = function (...args) { return listen.apply(this, args).unref(); };`;

test("every package has a README with an example", () => {
  const without = readmes.filter(
    (readme) => !examples.some((example) => example.readme === readme),
  );
  expect(without).toEqual([]);
});

test.each(examples)(
  "$readme: example $index runs",
  { timeout: 30_000 },
  async ({ code, readme, index }) => {
    // Below the folder from which all packages can be imported.
    const folder = fileURLToPath(new URL("node_modules/.readme/", import.meta.url));
    const file = join(folder, `${readme.replace(/\W/g, "-")}-${index}.mjs`);
    await mkdir(folder, { recursive: true });
    await writeFile(file, code);
    onTestFinished(() => rm(file));

    const child = spawn(
      process.execPath,
      ["--import", `data:text/javascript,${encodeURIComponent(preload)}`, file],
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
  },
);
