import type { IncomingMessage, ServerResponse } from "node:http";
import { flood } from "./flood.fixture.ts";
import type { ServerAttack } from "./servers.fixture.ts";

const redirect = (location: string) => (_: IncomingMessage, res: ServerResponse, hidden: string) =>
  void res.writeHead(302, { Location: location.replace("HIDDEN", hidden) }).end();

const redirects: readonly ServerAttack[] = [
  ["a private address", "http://10.0.0.5/"],
  ["the metadata service", "http://169.254.169.254/latest/meta-data/"],
  ["this machine", "http://HIDDEN/"],
  ["this machine without a scheme", "//HIDDEN/"],
  ["this machine behind backslashes", "\\\\HIDDEN\\"],
  ["this machine in decimal", "http://2130706433/"],
  ["this machine in octal", "http://0177.0.0.1/"],
  ["this machine as a mapped address", "http://[::ffff:127.0.0.1]/"],
  ["this machine as a compatible address", "http://[::7f00:1]/"],
  ["this machine through NAT64", "http://[64:ff9b::7f00:1]/"],
  ["this machine with user info", "http://user:password@HIDDEN/"],
  ["a name of this machine", "http://inner.localhost/"],
  ["a port of a database", "http://93.184.216.34:5432/"],
].map(([where, location = ""]) => ({
  what: `a redirect to ${where}`,
  code: "media_blocked",
  hop: 1,
  answer: redirect(location),
}));

const otherSchemes: readonly ServerAttack[] = [
  "file:///etc/passwd",
  "ftp://HIDDEN/a",
  "data:image/png;base64,AAAA",
  "javascript:alert(1)",
  "gopher://HIDDEN/_",
  "http://[::1",
].map((location) => ({
  what: `a redirect to ${location}`,
  code: "media_url_invalid",
  answer: redirect(location),
}));

const chains: readonly ServerAttack[] = [
  { what: "a circle of redirects", code: "media_redirects", hop: 5, answer: redirect("/again") },
  {
    what: "an endless road of redirects",
    code: "media_redirects",
    hop: 5,
    answer: ({ url = "" }, res) => void res.writeHead(307, { Location: `${url}x` }).end(),
  },
  {
    what: "three harmless redirects, then a private one",
    code: "media_blocked",
    hop: 4,
    answer: ({ url = "" }, res, hidden) =>
      void res
        .writeHead(308, { Location: url.length < 4 ? `${url}x` : `http://${hidden}/` })
        .end(),
  },
  {
    what: "a redirect with an endless page, to a private address",
    code: "media_blocked",
    hop: 1,
    answer(_, res, hidden) {
      res.writeHead(302, { Location: `http://${hidden}/` });
      flood(res);
    },
  },
  {
    what: "a redirect without a target",
    code: "media_http_status",
    answer: (_, res) => void res.writeHead(302).end(),
  },
  {
    what: "a redirect with two targets",
    code: "media_http_status",
    answer: (_, res, hidden) =>
      void res.writeHead(302, { Location: ["/a", `http://${hidden}/`] }).end(),
  },
  {
    what: "a choice of several targets",
    code: "media_http_status",
    answer: (_, res, hidden) => void res.writeHead(300, { Location: `http://${hidden}/` }).end(),
  },
  {
    what: "a Refresh header to a private address",
    code: "media_empty",
    answer: (_, res, hidden) => void res.setHeader("Refresh", `0; url=http://${hidden}/`).end(),
  },
];

/** Servers that redirect to where a fetch must not go, or endlessly. */
export const redirectAttacks: readonly ServerAttack[] = [...redirects, ...otherSchemes, ...chains];
