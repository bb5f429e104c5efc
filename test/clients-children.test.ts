import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { inNode } from "./support/app-under-dev.ts";
import { temporaryFolder } from "./support/platform.ts";

// Debian's Python and the first of the PATH differ in version.
const python = ["/usr/bin/python3", "python3"].find(
  (program) => spawnSync(program, ["-c", ""]).status === 0,
);

/** The body of an app; `ask` is a script that prints the status with which the provider answers. */
const prelude = `
const childProcess = require("node:child_process");
const { once } = require("node:events");
const { writeFileSync } = require("node:fs");
const ask = "fetch(" + JSON.stringify(messagesUrl) + ", { headers: { Authorization: 'Basic ' + btoa('" + auth + "') } }).then((r) => console.log(r.status))";
const file = __filename + ".child.cjs";
writeFileSync(file, ask);
const printed = async (child) => Number(Buffer.concat(await child.stdout.toArray()));
const bare = { PATH: process.env.PATH };
`;

test("Node: whatever environment a child gets, it reaches this machine", async () => {
  const seen = await inNode(`${prelude}
    const { execPath } = process;
    process.env = { PATH: bare.PATH };
    const env = bare;
    const stdio = ["ignore", "pipe", "inherit"];
    const { Worker } = require("node:worker_threads");
    const worker = (options) => new Promise((resolve, reject) => new Worker(
      ask.replace("console.log(r.status)", "require('node:worker_threads').parentPort.postMessage(r.status)"),
      { eval: true, ...options }).on("message", resolve).on("error", reject));
    const esm = "import { spawn } from 'node:child_process'; spawn(process.execPath, [" + JSON.stringify(file) + "], { env: {}, stdio: 'inherit' });";
    return {
      spawn: await printed(childProcess.spawn(execPath, [file], { env, stdio })),
      "spawn without an environment": await printed(childProcess.spawn(execPath, [file], { stdio })),
      "fork after process.env was replaced": await printed(childProcess.fork(file, { stdio: [...stdio, "ipc"] })),
      "a grandchild, through a shell": Number(childProcess.execSync('"' + execPath + '" -e "require(\\'child_process\\').fork(process.argv[1], { env: {} })" "' + file + '"', { env })),
      exec: await new Promise((resolve) => childProcess.exec('"' + execPath + '" "' + file + '"', { env }, (_error, stdout) => resolve(Number(stdout)))),
      execFile: await new Promise((resolve) => childProcess.execFile(execPath, [file], { env }, (_error, stdout) => resolve(Number(stdout)))),
      spawnSync: Number(childProcess.spawnSync(execPath, [file], { env }).stdout),
      "spawnSync without arguments": childProcess.spawnSync("env", { env }).stdout.toString().includes("REPARTEE_REROUTE="),
      execFileSync: Number(childProcess.execFileSync(execPath, [file], { env })),
      "an import of ESM": Number(childProcess.execFileSync(execPath, ["--input-type=module", "-e", esm], { env })),
      worker: await worker({ env }),
      "a worker that inherits": await worker({}),
    };`);
  expect(seen).toEqual({
    spawn: 200,
    "spawn without an environment": 200,
    "fork after process.env was replaced": 200,
    "a grandchild, through a shell": 200,
    exec: 200,
    execFile: 200,
    spawnSync: 200,
    "spawnSync without arguments": true,
    execFileSync: 200,
    "an import of ESM": 200,
    worker: 200,
    "a worker that inherits": 200,
  });
});

test("Node: a child keeps its own options and roots", async () => {
  const seen = await inNode<string>(`${prelude}
    const env = { ...bare, NODE_OPTIONS: "--no-warnings", SSL_CERT_FILE: "/its/own.pem", NODE_EXTRA_CA_CERTS: "" };
    const print = "console.log(JSON.stringify([process.env.NODE_OPTIONS, process.env.SSL_CERT_FILE, process.env.NODE_EXTRA_CA_CERTS]))";
    return childProcess.execFileSync(process.execPath, ["-e", print], { env }).toString();`);
  const [options, roots, extra] = JSON.parse(seen);
  expect(options).toMatch(/^--no-warnings --require "?\S+reroute\.cjs"?$/);
  expect(roots).toBe("/its/own.pem");
  expect(extra).toMatch(/added\.pem$/);
});

test.skipIf(python === undefined)(
  "Python: clients that read no proxy, and children with an environment of their own (needs python3)",
  async () => {
    const file = join(await temporaryFolder(), "ask.py");
    await writeFile(
      file,
      `import asyncio, http.client, os, ssl, subprocess, sys
url, auth = sys.argv[1], sys.argv[2]
def ask():
    connection = http.client.HTTPSConnection("api.twilio.com")
    connection.request("GET", url, headers={"Authorization": "Basic " + auth})
    return connection.getresponse().status
async def greet():
    _, writer = await asyncio.open_connection("api.twilio.com", 443, ssl=True)
    subject = writer.get_extra_info("peercert")["subject"]
    writer.close()
    return subject[0][0][1]
if len(sys.argv) > 3:
    print(sys.argv[3], ask(), flush=True)
else:
    again = [sys.executable, __file__, url, auth]
    print("http.client", ask(), flush=True)
    subprocess.run(again + ["subprocess"], env={})
    os.environ.clear()
    subprocess.run(again + ["cleared"])
    print("asyncio", asyncio.run(greet()), flush=True)
    os.execve(sys.executable, again + ["execve"], {})
`,
    );
    const printed = await inNode<string>(
      `const { pathname } = new URL(messagesUrl);
       return new Promise((resolve) => require("node:child_process").execFile("${python}", ["${file}", pathname, btoa(auth)],
         (_error, stdout, stderr) => resolve(stdout + stderr)));`,
    );
    expect(printed).toBe(
      "http.client 200\nsubprocess 200\ncleared 200\nasyncio api.twilio.com\nexecve 200\n",
    );
  },
);
