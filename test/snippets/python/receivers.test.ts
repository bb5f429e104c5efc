import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, test } from "vitest";
import { converse, type Turn } from "../receivers/receiver.ts";
import { variables } from "../run-batch.ts";
import { startWorld, type World } from "../snippet.ts";
import { python } from "./interpreter.ts";

const program = fileURLToPath(new URL("receivers.py", import.meta.url));

/** Routes of the Flask app, and what comes of texts to them. */
const routes: Readonly<Record<string, readonly Turn[]>> = {
  "/text": [{ receives: [["The Robots are coming! Head for the hills!", 0]] }],
  "/values": [
    { body: "hello", receives: [["Hi!", 0]] },
    { body: "bye", receives: [["Goodbye", 0]] },
    { body: "?", receives: [] },
  ],
  "/validated": [
    { body: "Grüße & 🦉 + %20", receives: [["Valid: Grüße & 🦉 + %20", 0]] },
    { body: "With a picture", pictures: 1, receives: [["Valid: With a picture", 0]] },
  ],
  "/validated?user=7&lang=de%20AT": [{ body: "A query", receives: [["Valid: A query", 0]] }],
  "/nested": [{ receives: [["Hello World!", 1]] }],
  "/several": [
    {
      receives: [
        ["One", 0],
        ["Two", 0],
      ],
    },
  ],
  "/session": [
    { from: "+14155550131", receives: [["Ada has messaged +15005550006 1 times.", 0]] },
    { from: "+14155550131", receives: [["Ada has messaged +15005550006 2 times.", 0]] },
    { from: "+14155550132", receives: [["Ada has messaged +15005550006 1 times.", 0]] },
  ],
  "/download": [{ pictures: 1, receives: [["image/jpeg 200 ffd8", 0]] }],
  "/plain": [{ body: "abc", receives: [["Plain abc", 0]] }],
  "/bare": [{ receives: [["Sorry: 12100", 0]], alerts: [12100] }],
  "/moved": [{ receives: [["The Robots are coming! Head for the hills!", 0]] }],
  "/redirected": [{ receives: [["The Robots are coming! Head for the hills!", 0]] }],
  "/broken": [{ receives: [["Sorry: 11200", 0]], alerts: [11200] }],
};

describe.skipIf(python === undefined)("needs Debian's python3-twilio and python3-flask", () => {
  let world: World;
  let origin = "";

  beforeAll(async () => {
    world = await startWorld({ limitReplyRate: false });
    const service = world.client.messaging.v1.services(world.sid.service);
    await service.update({ useInboundWebhookOnNumber: true });
    const app = spawn(python ?? "", [program], {
      env: variables(world),
      stdio: ["ignore", "pipe", "ignore"],
    });
    const [port] = await once(app.stdout, "data");
    origin = `http://127.0.0.1:${String(port).trim()}`;
    return async () => {
      app.kill();
      await once(app, "exit");
      await world.platform.close();
    };
  }, 120_000);

  test.each(Object.entries(routes))("%s", async (path, turns) => {
    const { client, platform, sid } = world;
    const smsFallbackUrl = `${origin}/fallback`;
    const number = client.incomingPhoneNumbers(sid.number);
    await number.update({ smsUrl: origin + path, smsMethod: "POST", smsFallbackUrl });
    await converse(platform, turns);
  });
});
