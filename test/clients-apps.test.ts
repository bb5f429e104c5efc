import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { underDev } from "./support/app-under-dev.ts";
import { phone } from "./support/phone.ts";
import { photo } from "./support/pictures.ts";
import { handset, ourNumber } from "./support/platform.ts";

const fixture = (name: string) => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));

// Debian's own Python has Debian's packages; another one may come first.
const python = ["/usr/bin/python3", "python3"].find(
  (program) => spawnSync(program, ["-c", "import twilio, requests"]).status === 0,
);

/** The whole conversation with an app that knows nothing of Repartee. */
async function converse(command: readonly string[]): Promise<void> {
  const started = await underDev(command);
  const person = phone(started.url, handset);

  await person.sends(ourNumber, "Hello");
  await person.receives(({ body }) => body === "By REST: Hello");
  await person.receives(({ body }) => body === "By markup");
  await started.prints(/STATUS delivered\./);

  const picture = await photo();
  await person.sends(ourNumber, "", [
    new File([new Uint8Array(picture)], "photo.jpg", { type: "image/jpeg" }),
  ]);
  const hash = createHash("sha256").update(picture).digest("hex");
  const { body } = await person.receives(({ body }) => body.startsWith("image/"));
  expect(body).toBe(`image/jpeg ${hash}, 0 left`);
}

test("an Express app with the official library: signature, markup, REST, media and their removal", async () => {
  await converse([process.execPath, fixture("express-app.cjs")]);
});

test.skipIf(python === undefined)(
  "the same in Python (needs its library; Debian: apt-get install python3-twilio)",
  async () => {
    await converse([python ?? "", fixture("python_app.py")]);
  },
);
