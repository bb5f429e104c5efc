import { expect, test } from "vitest";
import { chooseSocket } from "./choose-socket.ts";
import type { ListeningSocket } from "./listening-socket.ts";

const socket = (port: number, command = "node app.js"): ListeningSocket => ({
  port,
  address: "::",
  id: String(port),
  command,
});
const chosen = (sockets: readonly ListeningSocket[], options?: string) =>
  chooseSocket(sockets, 41_000, options)?.port;

test.each([
  ["the only one", [socket(3000)], 3000],
  ["the port that was assigned, wherever it stands", [socket(3000), socket(41_000)], 41_000],
  ["the first of two", [socket(8080), socket(3000)], 8080],
  ["a port that was chosen by a person", [socket(39_123), socket(3000)], 3000],
  ["a port that the system chose, when there is no other", [socket(39_123)], 39_123],
  ["not Node's inspector", [socket(9229), socket(3000)], 3000],
  ["not the inspector of a second process", [socket(9230)], undefined],
  ["not a database", [socket(5432), socket(6379), socket(8000)], 8000],
  ["not live reload", [socket(35_729), socket(4567)], 4567],
  ["none", [], undefined],
])("%s", (_, sockets, port) => {
  expect(chosen(sockets)).toBe(port);
});

test.each([
  ["node --inspect=0.0.0.0:4000 app.js", 4000],
  ["node --inspect-brk=4001 app.js", 4001],
  ["java -agentlib:jdwp=transport=dt_socket,server=y,address=*:4002 -jar app.jar", 4002],
  ["python -m debugpy --listen 4003 -m flask run", 4003],
])("a debugger's port that its command names: %s", (command, port) => {
  expect(chosen([socket(port, command), socket(8000)])).toBe(8000);
  expect(chosen([socket(port), socket(8000)], command)).toBe(8000);
});
