import { once } from "node:events";
import { createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { listeningOnLinux, parseSocketTable } from "./linux.ts";
import { originOf } from "./listening-socket.ts";
import { parseLsof, parsePs } from "./macos.ts";
import { processTree } from "./process-tree.ts";
import { parseNetstat, parseProcesses } from "./windows.ts";

test.skipIf(process.platform !== "linux").each(["127.0.0.1", "0.0.0.0", "::1", "::"])(
  "a socket of this process on %s (needs Linux)",
  async (address) => {
    const server = createServer().listen(0, address);
    onTestFinished(() => void server.close());
    await once(server, "listening");
    const found = await listeningOnLinux(process.pid);
    const bound = server.address();
    expect(found).toContainEqual(
      expect.objectContaining({ address, port: typeof bound === "object" ? bound?.port : 0 }),
    );
  },
);

test("the kernel's tables: listening sockets alone, addresses of both families", () => {
  const head =
    "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";
  const row = (local: string, state: string, inode: number) =>
    `   0: ${local} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000     0        0 ${inode} 1 0 100 0 0 10 0\n`;
  const table = head + row("0100007F:1F90", "0A", 11) + row("0100007F:1F90", "01", 12);
  expect(parseSocketTable(table)).toEqual([{ inode: "11", address: "127.0.0.1", port: 8080 }]);
  const six = row("0000000000000000FFFF00000100007F:0BB8", "0A", 13);
  expect(parseSocketTable(six)).toEqual([{ inode: "13", address: "127.0.0.1", port: 3000 }]);
  const any = row("00000000000000000000000000000000:0BB8", "0A", 14);
  expect(parseSocketTable(any)).toEqual([{ inode: "14", address: "::", port: 3000 }]);
});

test("macOS: ps and lsof", () => {
  expect(parsePs("  501     1 /bin/zsh -l\n 7001   501 node app.js\n")).toEqual([
    { pid: 501, parent: 1, command: "/bin/zsh -l" },
    { pid: 7001, parent: 501, command: "node app.js" },
  ]);
  expect(parseLsof("p7001\nf23\nn*:3000\nf24\nn[::1]:9229\np7002\nf3\nn127.0.0.1:5000\n")).toEqual([
    { pid: 7001, address: "*", port: 3000 },
    { pid: 7001, address: "::1", port: 9229 },
    { pid: 7002, address: "127.0.0.1", port: 5000 },
  ]);
});

test("Windows: netstat in any language, and the list of processes", () => {
  const listed = [
    "  Proto  Lokale Adresse         Remoteadresse          Status           PID",
    "  TCP    0.0.0.0:3000           0.0.0.0:0              ABHÖREN          7001",
    "  TCP    127.0.0.1:3000         127.0.0.1:50112        HERGESTELLT      7001",
    "  TCP    [::]:5000              [::]:0                 ABHÖREN          7002",
  ].join("\r\n");
  expect(parseNetstat(listed)).toEqual([
    { pid: 7001, address: "0.0.0.0", port: 3000 },
    { pid: 7002, address: "::", port: 5000 },
  ]);
  expect(parseProcesses("4 0 \r\n7001 640 node.exe app.js\r\n")).toEqual([
    { pid: 4, parent: 0, command: "" },
    { pid: 7001, parent: 640, command: "node.exe app.js" },
  ]);
});

test("a tree has descendants, and orphans of the session", () => {
  const process = (pid: number, parent: number, session: number) => ({
    pid,
    parent,
    session,
    command: "",
  });
  const all = [process(1, 0, 1), process(5, 1, 5), process(6, 5, 6), process(7, 6, 6)];
  const orphan = process(8, 1, 5);
  expect([...processTree([...all, orphan], 5).keys()].sort()).toEqual([5, 6, 7, 8]);
});

test.each([
  ["0.0.0.0", "http://localhost:3000"],
  ["::", "http://localhost:3000"],
  ["*", "http://localhost:3000"],
  ["192.168.1.5", "http://192.168.1.5:3000"],
  ["fd00::1", "http://[fd00::1]:3000"],
])("a socket on %s is reached at %s", (address, origin) => {
  expect(originOf({ address, port: 3000 })).toBe(origin);
});
