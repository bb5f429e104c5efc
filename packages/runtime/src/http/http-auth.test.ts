import { expect, test } from "vitest";
import { answerChallenge } from "./http-auth.ts";

// The examples of RFC 7616, section 3.9.1.
const user = { user: "Mufasa", password: "Circle of Life" };
const request = {
  method: "GET",
  uri: "/dir/index.html",
  cnonce: "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
};
const both = `Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=SHA-256,
  nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
  opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS", Digest realm="http-auth@example.org",
  qop="auth, auth-int", algorithm=MD5, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
  opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"`;

test("the strongest digest that is offered is answered as the standard says", () => {
  const answer = answerChallenge(both, user, request);
  expect(answer).toContain(
    'response="753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"',
  );
  expect(answer).toContain("algorithm=SHA-256");
  const md5 = answerChallenge(both.replace("SHA-256", "SHA-512-256"), user, request);
  expect(md5).toContain('response="8ca523f5e9506fed4657c9700eebdbec"');
});

test("a server of before 1999 gets the digest without protection", () => {
  // RFC 2069, with the response that its errata give.
  const answer = answerChallenge(
    'Digest realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"',
    { user: "Mufasa", password: "CircleOfLife" },
    request,
  );
  expect(answer).toContain('response="1949323746fe6a43ef61f9606e7febea"');
  expect(answer).not.toContain("qop");
});

test("Basic is answered with a realm only, and other schemes not at all", () => {
  const basic = 'Basic realm="a, b \\"c\\"", charset="UTF-8"';
  expect(answerChallenge(basic, { user: "ü", password: ":" }, request)).toBe("Basic w7w6Og==");
  expect(answerChallenge(`Negotiate abc==, ${basic}`, user, request)).toMatch(/^Basic /);
  expect(answerChallenge("Basic", user, request)).toBeUndefined();
  expect(answerChallenge('Bearer realm="x"', user, request)).toBeUndefined();
  expect(
    answerChallenge('Digest realm="x", nonce="y", qop="auth-int"', user, request),
  ).toBeUndefined();
});
