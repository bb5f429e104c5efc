import { execFile, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { platformFor } from "./support/platform.ts";

// Debian's own Python has Debian's packages; another one may come first.
const python = ["/usr/bin/python3", "python3"].find(
  (program) => spawnSync(program, ["-c", "import twilio, requests"]).status === 0,
);
const program = fileURLToPath(new URL("fixtures/python_resources.py", import.meta.url));

test.skipIf(python === undefined)(
  "the Python library reads addresses, numbers, triggers, lookups, usage, events, keys and prices",
  async () => {
    const { url, account } = await platformFor();
    const run = promisify(execFile);
    const { stdout } = await run(python ?? "", [program, url, account.sid, account.authToken]);
    expect(JSON.parse(stdout)).toEqual({
      address: ["US", true],
      dependent: [true],
      number: ["(415) 555-0150", true],
      trigger: ["30", "daily", null],
      lookup: ["(510) 867-5310", "mobile"],
      usage: [["sms", "0", "01"]],
      events: [["phone-number.created", true]],
      signing_key: 32,
      price: "USD",
      not_found: [404, 20404],
    });
  },
);
