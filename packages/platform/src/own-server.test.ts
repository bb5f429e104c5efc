import { networkInterfaces } from "node:os";
import { expect, test } from "vitest";
import { isServedMedia, ownServer } from "./own-server.ts";

const isOwnServer = ownServer(8025);
const own = Object.values(networkInterfaces()).flatMap((all) => all?.map((one) => one.address));

test.each(["127.0.0.1", "127.8.9.10", "::1", "::ffff:127.0.0.1", "::FFFF:127.0.0.1", ...own])(
  "%s is this machine",
  (remoteAddress = "") => {
    expect(isOwnServer({ remoteAddress, remotePort: 8025 })).toBe(true);
    expect(isOwnServer({ remoteAddress, remotePort: 8026 })).toBe(false);
  },
);

test.each([undefined, "93.184.216.34", "::ffff:93.184.216.34", "2606:4700::1111", "128.0.0.1"])(
  "%s is another machine",
  (remoteAddress) => {
    expect(isOwnServer({ remoteAddress, remotePort: 8025 })).toBe(false);
  },
);

const sid = "0".repeat(32);

test.each([
  [`/2010-04-01/Accounts/AC${sid}/Messages/MM${sid}/Media/ME${sid}`, true],
  ["/m/abc_D-12/media", true],
  [`/2010-04-01/Accounts/AC${sid}/Messages/MM${sid}/Media/ME${sid}.json`, false],
  [`/2010-04-01/Accounts/AC${sid}/Messages/MM${sid}`, false],
  [`/2010-04-01/Accounts/AC${sid}/Messages/MM${sid}/Media/../../ME${sid}`, false],
  [`/emulator/v1/messages/MM${sid}/media/ME${sid}`, false],
  ["/m/abc", false],
  ["/", false],
])("%s is media: %s", (path, isMedia) => {
  expect(isServedMedia(new URL(path, "http://localhost:8025"))).toBe(isMedia);
});
