import { expect, test } from "vitest";
import { ownersOf } from "../proxy/connection-owner.ts";
import { isLoopback } from "./reach.ts";

test.each([
  "localhost",
  "LOCALHOST.",
  "app.localhost",
  "127.0.0.1",
  "127.0.0.2",
  "127.255.255.254",
  "0.0.0.0",
  "::1",
  "[::1]",
  "::",
  "0:0:0:0:0:0:0:1",
  "0000:0000:0000:0000:0000:0000:0000:0001",
  "::ffff:127.0.0.9",
])("%s is this machine", (host) => {
  expect(isLoopback(host)).toBe(true);
});

test.each([
  "example.com",
  "localhost.example.com",
  "127.0.0.1.example.com",
  "128.0.0.1",
  "10.0.0.1",
  "::2",
  "1::",
  "1::1",
  "::1:1",
  "fe80::1",
  "::ffff:10.0.0.1",
  "",
])("%s is not", (host) => {
  expect(isLoopback(host)).toBe(false);
});

test("the kernel's table says whose the other end of a connection is", () => {
  const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:C350 0100007F:1F90 01 00000000:00000000 00:00000000 00000000  1000        0 11 1
   1: 0100007F:1F90 0100007F:C350 01 00000000:00000000 00:00000000 00000000     0        0 12 1
`;
  expect(ownersOf(table, { from: 50_000, to: 8080 })).toEqual([1000]);
  expect(ownersOf(table, { from: 8080, to: 50_000 })).toEqual([0]);
  expect(ownersOf(table, { from: 50_001, to: 8080 })).toEqual([]);
});
