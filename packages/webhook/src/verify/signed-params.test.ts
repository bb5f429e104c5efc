import { type FormPairs, sign, toStatusEventFields, writeForm } from "@repartee/protocol";
import { describe, expect, test } from "vitest";
import { createInboundReceiver, createStatusReceiver, type Rejection } from "../index.ts";
import { authToken, fields, messageSid, post, publicUrl } from "../webhook.fixture.ts";

const [alice, bob] = [`AC${"a".repeat(32)}`, `AC${"b".repeat(32)}`];
const tokens: Readonly<Record<string, string>> = { [alice]: "alice's token", [bob]: "bob's token" };

/** Two tenants, each with a token; what reaches the handler, and what is refused. */
function tenants() {
  const handled: string[] = [];
  const asked: string[] = [];
  const rejections: Rejection[] = [];
  const options = {
    authToken: async (sid: string) => {
      asked.push(sid);
      return tokens[sid];
    },
    publicUrl,
    onRejected: (rejection: Rejection) => rejections.push(rejection),
  };
  return {
    handled,
    asked,
    rejections,
    inbound: createInboundReceiver(options, ({ accountSid }) => void handled.push(accountSid)),
    status: createStatusReceiver(options, ({ accountSid }) => void handled.push(accountSid)),
  };
}

const without = (names: readonly string[]) => fields.filter(([name]) => !names.includes(name));
const of = (accountSid: string, rest: FormPairs = without(["AccountSid"])): FormPairs => [
  ...rest,
  ["AccountSid", accountSid],
];

/** A request signed with the token of the tenant who attacks. */
function signedByBob(params: FormPairs, target = "/sms", method = "POST") {
  const url = publicUrl + target;
  const signature = sign({
    authToken: tokens[bob] ?? "",
    url,
    params: method === "GET" ? [] : params,
  });
  const request = post(params, { "x-twilio-signature": signature }, target);
  return method === "GET" ? { ...request, method, body: async () => new Uint8Array() } : request;
}

describe("one tenant cannot sign for another", () => {
  test.each([
    ["the query names the signer, the form the victim", of(alice), `?AccountSid=${bob}`],
    ["the form names both", [["AccountSid", bob] as const, ...of(alice)], ""],
    ["the form names both, the signer last", [["AccountSid", alice] as const, ...of(bob)], ""],
    ["the query names both", without(["AccountSid"]), `?AccountSid=${bob}&AccountSid=${alice}`],
    ["the name is percent-encoded", of(alice), `?%41ccountSid=${bob}`],
    ["one of them is empty", of(bob), "?AccountSid="],
  ])("%s", async (_, params, search) => {
    const { inbound, handled, rejections } = tenants();
    expect((await inbound(signedByBob(params, `/sms${search}`))).status).toBe(403);
    expect(handled).toEqual([]);
    expect(rejections.map(({ reason }) => reason)).toEqual(["fields_contradict"]);
    expect(rejections[0]?.hints[0]).toContain("AccountSid is sent with different values");
  });

  test("by GET, where all parameters are in the query", async () => {
    const { inbound, handled } = tenants();
    const target = `/sms?AccountSid=${bob}&${writeForm(of(alice))}`;
    expect((await inbound(signedByBob([], target, "GET"))).status).toBe(403);
    expect(handled).toEqual([]);
  });

  test("in a status callback", async () => {
    const { status, handled } = tenants();
    const event = toStatusEventFields({
      messageSid,
      accountSid: `AC${"a".repeat(32)}`,
      from: "+14155550199",
      to: "+14155550100",
      status: "delivered",
    });
    const request = signedByBob(event, `/status?AccountSid=${bob}`);
    expect((await status(request)).status).toBe(403);
    expect(handled).toEqual([]);
  });

  test("but signs for itself, also where the URL repeats its account", async () => {
    const { inbound, handled, asked } = tenants();
    expect((await inbound(signedByBob(of(bob)))).status).toBe(200);
    expect((await inbound(signedByBob(of(bob), `/sms?AccountSid=${bob}`))).status).toBe(200);
    expect((await inbound(signedByBob(of(alice)))).status).toBe(403);
    expect(handled).toEqual([bob, bob]);
    expect(asked).toEqual([bob, bob, alice]);
  });

  test("and only asks for tokens of accounts", async () => {
    const { inbound, asked } = tenants();
    for (const sid of ["__proto__", "constructor", `${bob}x`, "'; drop table"])
      expect((await inbound(signedByBob(of(sid)))).status).toBe(403);
    expect(asked).toEqual([]);
  });
});

test.each(["MessageSid", "From", "To", "MessagingServiceSid", "Body", "OptOutType"])(
  "%s with different values is refused, with equal ones accepted",
  async (name) => {
    const runs: string[] = [];
    const receive = createInboundReceiver(
      { authToken, publicUrl, onRejected: () => {} },
      (message) => void runs.push(message.messageSid),
    );
    const value = fields.find((field) => field[0] === name)?.[1] ?? `MG${"0".repeat(32)}`;
    const once: FormPairs = [...without([name]), [name, value]];
    expect((await receive(post([...once, [name, `${value}1`]]))).status).toBe(403);
    expect((await receive(post(once, {}, `/sms?${name}=other`))).status).toBe(403);
    expect((await receive(post([...once, [name, value]]))).status).toBe(200);
    expect(runs).toEqual([messageSid]);
  },
);

test("a claim by token is the account's: another tenant cannot take it", async () => {
  const { tokens: all, runs } = { tokens, runs: [] as string[] };
  const receive = createInboundReceiver(
    { authToken: (sid) => all[sid], publicUrl, claimBy: "token" },
    ({ accountSid }) => {
      runs.push(accountSid);
      return accountSid === bob ? "from Bob" : "from Alice";
    },
  );
  const send = (sid: string) =>
    receive(
      post(of(sid), {
        "x-twilio-signature": sign({
          authToken: all[sid] ?? "",
          url: `${publicUrl}/sms`,
          params: of(sid),
        }),
        "i-twilio-idempotency-token": "the same",
      }),
    );
  expect((await send(bob)).body).toContain("from Bob");
  expect((await send(alice)).body).toContain("from Alice");
  expect(runs).toEqual([bob, alice]);
});
