import tls from "node:tls";
import { expect, test } from "vitest";
import { startApp, startTcp } from "../test/app.ts";
import { createAuthority, selfSigned } from "../test/certificates.ts";
import { fetcher } from "../test/fetch.ts";

const authority = createAuthority();
const { ca } = authority;
const trusting = () => fetcher({ ca });
const day = 24 * 60 * 60 * 1000;

const greet: Parameters<typeof startApp>[0] = (_request, answer) => {
  answer.setHeader("Content-Type", "text/xml").end("<Response/>");
};

test("a certificate of a trusted authority is accepted", async () => {
  const app = await startApp(greet, authority.issue());
  const { document } = await trusting()(`${app.origin}/sms`);
  expect(document).toMatchObject({ ok: true, answer: { status: 200 } });
});

test.each([
  ["another host", 11235, authority.issue({ host: "other.example" })],
  ["the past", 11236, authority.issue({ notAfter: new Date(Date.now() - day / 2) })],
  ["the future", 11236, authority.issue({ notBefore: new Date(Date.now() + day / 2) })],
  ["itself", 11237, selfSigned()],
  ["an unknown authority", 11237, createAuthority().issue()],
])("a certificate of %s is %d, tried twice", async (_what, code, certificate) => {
  const app = await startApp(greet, certificate);
  const { document, requests } = await trusting()(`${app.origin}/sms`);
  expect(document).toMatchObject({ ok: false, code });
  expect(requests).toHaveLength(2);
  expect(app.seen).toEqual([]);
});

test("certificates are not looked at when that is switched off", async () => {
  const app = await startApp(greet, selfSigned());
  const { document } = await fetcher({ verifyTls: false })(`${app.origin}/sms`);
  expect(document.ok).toBe(true);
});

test("a handshake that is cut off, or of a TLS before 1.2, is 11220", async () => {
  const rude = await startTcp((socket) => socket.once("data", () => socket.destroy()));
  expect((await trusting()(`https://${rude}/`)).document).toMatchObject({ code: 11220 });

  const { key, chain: cert } = authority.issue();
  const secureContext = tls.createSecureContext({
    key,
    cert,
    ciphers: "DEFAULT@SECLEVEL=0",
    minVersion: "TLSv1",
    maxVersion: "TLSv1.1",
  });
  const old = await startTcp((socket) => {
    new tls.TLSSocket(socket, { isServer: true, secureContext }).on("error", () => {});
  });
  expect((await trusting()(`https://${old}/`)).document).toMatchObject({ ok: false, code: 11220 });
});

test("the wrong scheme is told in either direction", async () => {
  const plain = await startApp(greet);
  const noTls = await trusting()(plain.origin.replace("http:", "https:"));
  const advises = (scheme: string) =>
    expect.stringContaining(`the URL must begin with ${scheme}://`);
  expect(noTls.document).toMatchObject({ ok: false, code: 11220, advice: advises("http") });
  const secure = await startApp(greet, authority.issue());
  const noHttp = await trusting()(secure.origin.replace("https:", "http:"));
  expect(noHttp.document).toMatchObject({ ok: false, advice: advises("https") });
  expect(noHttp.document.ok || [11205, 11206].includes(noHttp.document.code)).toBe(true);
});

test("a certificate that cannot be verified: the advice names webhookClient", async () => {
  const secure = await startApp(greet, authority.issue());
  const { document } = await fetcher()(secure.origin);
  expect(document).toMatchObject({
    code: 11237,
    advice: expect.stringContaining("webhookClient.ca"),
  });
});

test("a connection that breaks off: the advice is not about time", async () => {
  const address = await startTcp((socket) => void socket.once("data", () => socket.destroy()));
  const { document } = await fetcher()(`http://${address}/sms#rc=0`);
  expect(document).toMatchObject({ code: 11205, advice: expect.stringContaining("the app's log") });
  expect(document).not.toMatchObject({ advice: expect.stringContaining("15 seconds") });
});

test("sni=n leaves the host's name out of the handshake, and checks the certificate all the same", async () => {
  const names: (string | false)[] = [];
  const { key, chain: cert } = authority.issue();
  const address = await startTcp((socket) => {
    const secure = new tls.TLSSocket(socket, {
      isServer: true,
      secureContext: tls.createSecureContext({ key, cert }),
      SNICallback(name, tell) {
        names.push(name);
        tell(null);
      },
    });
    secure
      .on("error", () => {})
      .once("data", () => {
        secure.end("HTTP/1.1 204 No Content\r\n\r\n");
      });
  });
  const fetch = trusting();
  expect((await fetch(`https://${address}/#sni=n`)).document.ok).toBe(true);
  expect(names).toEqual([]);
  expect((await fetch(`https://${address}/`)).document.ok).toBe(true);
  expect(names).toEqual(["localhost"]);

  const app = await startApp(greet, authority.issue({ host: "other.example" }));
  const wrong = await fetch(`${app.origin}/#sni=n`);
  expect(wrong.document).toMatchObject({ ok: false, code: 11235 });
});
