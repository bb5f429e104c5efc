import { networkInterfaces } from "node:os";
import { startPlatform } from "@repartee/platform";
import { expect, onTestFinished, test } from "vitest";

const account = {
  sid: `AC${"a".repeat(32)}`,
  authToken: "0123456789abcdef0123456789abcdef",
} as const;
// A request to this machine's own outside address comes from there too.
const outside = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .find(({ family, internal }) => family === "IPv4" && !internal)?.address;

const closed = [
  "/",
  "/emulator/v1/exchanges",
  "/emulator/v1/phones",
  "/emulator/v1/events",
  "/metrics",
];

function basic(username: string, password: string): { Authorization: string } {
  return { Authorization: `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}` };
}

test.skipIf(outside === undefined)(
  "what shows messages is open to this machine, and to others with the account's credentials alone",
  async () => {
    const numbers = [{ address: "+15005550006" }];
    const platform = await startPlatform({ port: 0, host: "0.0.0.0", account, numbers });
    onTestFinished(platform.close);
    const { port } = new URL(platform.url);
    const status = async (host: string, path: string, headers: Record<string, string> = {}) => {
      const answer = await fetch(`http://${host}:${port}${path}`, { headers });
      await answer.body?.cancel();
      return answer.status;
    };
    for (const path of closed) {
      expect(await status("127.0.0.1", path), path).toBe(200);
      expect(await status(outside ?? "", path), path).toBe(401);
      expect(await status(outside ?? "", path, { Host: "localhost" }), path).toBe(401);
      const wrong = basic(account.sid, platform.testAccount.authToken);
      expect(await status(outside ?? "", path, wrong), path).toBe(401);
      const test = basic(platform.testAccount.sid, platform.testAccount.authToken);
      expect(await status(outside ?? "", path, test), path).toBe(401);
      expect(await status(outside ?? "", path, basic(account.sid, account.authToken)), path).toBe(
        200,
      );
    }
    const answer = await fetch(`http://${outside}:${port}/`);
    expect(answer.headers.get("WWW-Authenticate")).toMatch(/^Basic realm=/);
  },
);
