import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { brotliCompressSync, constants, deflateSync, gzipSync } from "node:zlib";
import type { FetchMediaOptions } from "../index.ts";
import { flood } from "./flood.fixture.ts";
import { redirectAttacks } from "./redirects.fixture.ts";

/** A server that means harm, and how a fetch from it ends. `HIDDEN` is a server that must hear nothing. */
export interface ServerAttack {
  readonly what: string;
  readonly code: string;
  /** Which hop fails. Default: 0. */
  readonly hop?: number;
  /** Which time limit ends it. */
  readonly limit?: string;
  /** The time limits of the fetch. Default: so long that something else must end it. */
  readonly within?: Pick<FetchMediaOptions, "firstByteMs" | "idleMs" | "totalMs">;
  /** Answers a request; or `raw` talks on the bare socket. */
  readonly answer?: (req: IncomingMessage, res: ServerResponse, hidden: string) => void;
  readonly raw?: (socket: Socket) => void;
}

const slow: readonly ServerAttack[] = [
  {
    what: "a server that never speaks",
    code: "media_timeout",
    limit: "first-byte",
    within: { firstByteMs: 100 },
    raw() {},
  },
  {
    what: "a head that comes letter by letter",
    code: "media_timeout",
    within: { firstByteMs: 200, totalMs: 600 },
    raw: (socket) => drip(socket, "HTTP/1.1 200 OK\r\nX-Long: ", "a"),
  },
  {
    what: "a head that never ends",
    code: "media_unreachable",
    raw: (socket) => flood(socket, "HTTP/1.1 200 OK\r\n", "X-More: and more\r\n".repeat(1_000)),
  },
  {
    what: "provisional answers without end",
    code: "media_timeout",
    within: { firstByteMs: 200, totalMs: 600 },
    raw: (socket) => drip(socket, "", "HTTP/1.1 103 Early Hints\r\n\r\n"),
  },
  {
    what: "a body that stops in the middle",
    code: "media_timeout",
    within: { idleMs: 200 },
    answer: (_, res) => void res.writeHead(200, { "Content-Length": "100" }).write("half"),
  },
  {
    what: "a body that comes letter by letter",
    code: "media_timeout",
    limit: "total",
    within: { totalMs: 400 },
    raw: (socket) => drip(socket, "HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n", "a"),
  },
  {
    what: "chunks of one byte",
    code: "media_timeout",
    limit: "total",
    within: { totalMs: 400 },
    raw: (socket) => drip(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\na\r\n"),
  },
];

const zeros = Buffer.alloc(5_000_000);
const bombs: readonly (readonly [encoding: string, bomb: Buffer])[] = [
  ["gzip", gzipSync(zeros)],
  ["deflate", deflateSync(zeros)],
  ["br", brotliCompressSync(zeros, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })],
];

const large: readonly ServerAttack[] = [
  { what: "an endless body", code: "media_too_large", answer: (_, res) => flood(res) },
  {
    what: "an endless body without a length",
    code: "media_too_large",
    raw: (socket) => flood(socket, "HTTP/1.0 200 OK\r\n\r\n", "a".repeat(65_536)),
  },
  {
    what: "a body that is said to be too large",
    code: "media_too_large",
    answer: (_, res) => void res.writeHead(200, { "Content-Length": "99999999999" }).write("a"),
  },
  {
    what: "one byte too many",
    code: "media_too_large",
    answer: (_, res) => void res.end(Buffer.alloc(100_001, "a")),
  },
  ...bombs.map(
    ([encoding, bomb]): ServerAttack => ({
      what: `a ${encoding} bomb`,
      code: "media_too_large",
      answer: (_, res) => void res.writeHead(200, { "Content-Encoding": encoding }).end(bomb),
    }),
  ),
];

const compressed: readonly ServerAttack[] = [
  ["gzip, gzip", "media_encoding"],
  ["zstd", "media_encoding"],
  ["gzip", "media_incomplete"],
  ["br", "media_incomplete"],
  ["deflate", "media_incomplete"],
].map(([encoding = "", code = ""]) => ({
  what: `garbage that is said to be ${encoding}`,
  code,
  answer: (_, res) => void res.setHeader("Content-Encoding", encoding).end("no compression at all"),
}));

const raws: readonly (readonly [what: string, code: string, text: string])[] = [
  ["a length longer than the body", "media_incomplete", "200 OK\r\nContent-Length: 50\r\n\r\nabc"],
  ["a negative length", "media_unreachable", "200 OK\r\nContent-Length: -5\r\n\r\nabc"],
  ["a length in words", "media_unreachable", "200 OK\r\nContent-Length: many\r\n\r\nabc"],
  [
    "two lengths that differ",
    "media_unreachable",
    "200 OK\r\nContent-Length: 3\r\nContent-Length: 50\r\n\r\nabc",
  ],
  [
    "a length and chunks",
    "media_unreachable",
    "200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
  ],
  [
    "a broken chunk",
    "media_incomplete",
    "200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n",
  ],
  ["a status that is no number", "media_unreachable", "OK OK\r\n\r\n"],
  ["a header with a null byte", "media_unreachable", "200 OK\r\nX-A: a\0b\r\n\r\n"],
  ["a change of protocol", "media_unreachable", "101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: upgrade\r\n\r\n"],
  ["an answer without content", "media_http_status", "204 No Content\r\n\r\n"],
  ["a part of the media", "media_http_status", "206 Partial Content\r\nContent-Length: 3\r\n\r\nabc"],
  ["304 that was not asked for", "media_http_status", "304 Not Modified\r\n\r\n"],
  ["401", "media_http_status", "401 Unauthorized\r\nContent-Length: 0\r\n\r\n"],
  ["407", "media_http_status", "407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"],
  ["404", "media_http_status", "404 Not Found\r\nContent-Length: 0\r\n\r\n"],
  ["503", "media_http_status", "503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"],
  ["an empty body", "media_empty", "200 OK\r\nContent-Length: 0\r\n\r\n"],
];

const wire: readonly ServerAttack[] = [
  ...raws.map(
    ([what, code, text]): ServerAttack => ({
      what,
      code,
      raw: (socket) => void socket.once("data", () => socket.end(`HTTP/1.1 ${text}`)),
    }),
  ),
  { what: "a connection that is cut", code: "media_unreachable", raw: (socket) => void socket.destroy() },
  {
    what: "another protocol",
    code: "media_unreachable",
    raw: (socket) => void socket.end("SSH-2.0-OpenSSH_9.6\r\n"),
  },
  {
    what: "an answer in the manner of HTTP/0.9",
    code: "media_unreachable",
    raw: (socket) => void socket.end("<html>hello</html>"),
  },
];

const html = "<script>alert(1)</script>";
const svg = '<svg xmlns="http://www.w3.org/2000/svg"/>';

const disguises: readonly ServerAttack[] = [
  ["image/jpeg", "a page", `<!doctype html>${html}`],
  ["image/png", "a script", html],
  ["image/gif", "a page behind a comment", `<!-- GIF89a --><html>${html}`],
  ["image/jpeg", "a page behind blanks", `\n\n\t  <html>${html}`],
  ["image/jpeg", "a page behind a byte order mark", `\ufeff<html>${html}`],
  ["image/webp", "a page in UTF-16", Buffer.from(`\ufeff<html>${html}`, "utf16le")],
  ["video/mp4", "a page as a film", `<html>${html}`],
  ["audio/amr", "a page as a sound", `<body onload=alert(1)>`],
  ["image/png", "a drawing", svg],
  ["image/png", "a drawing behind a prologue", `<?xml version="1.0"?><!-- a -->${svg}`],
  [
    "image/jpeg",
    "a drawing with external entities",
    `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg>&a;</svg>`,
  ],
  ["image/gif", "an XML document", `<?xml version="1.0"?><root/>`],
  ["image/png", "a program for Linux", Buffer.from("7f454c4602010100000000000000000003003e00", "hex")],
  ["image/png", "a program for Windows", Buffer.from(`4d5a9000${"00".repeat(60)}`, "hex")],
].map(([type, what, body]) => ({
  what: `${what} declared as ${type}`,
  code: "media_type_mismatch",
  answer: (_, res) => void res.setHeader("Content-Type", String(type)).end(body),
}));

export const serverAttacks: readonly ServerAttack[] = [
  ...redirectAttacks,
  ...slow,
  ...large,
  ...compressed,
  ...wire,
  ...disguises,
];

/** Writes a little often enough that nothing looks idle. */
function drip(socket: Socket, start: string, piece: string): void {
  socket.write(start);
  const timer = setInterval(() => socket.write(piece), 50);
  socket.on("close", () => clearInterval(timer));
}
