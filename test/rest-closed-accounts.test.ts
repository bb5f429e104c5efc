import { once } from "node:events";
import { request } from "node:http";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { platformFor } from "./support/platform.ts";
import { twilioClient } from "./support/twilio-client.ts";

interface Credentials {
  readonly sid: string;
  readonly authToken: string;
}

/** A POST that the server has authenticated and whose form it waits for. */
async function begun(url: string, { sid, authToken }: Credentials) {
  const sent = request(url, {
    method: "POST",
    auth: `${sid}:${authToken}`,
    headers: { "Content-Type": "application/x-www-form-urlencoded", Expect: "100-continue" },
  });
  sent.flushHeaders();
  await once(sent, "continue");
  return async function finish(form: Record<string, string>) {
    const answered = once(sent, "response");
    sent.end(new URLSearchParams(form).toString());
    const [response] = await answered;
    return { status: response.statusCode, body: JSON.parse(await text(response)) };
  };
}

test("nothing is created for an account that is closed while its requests arrive", async () => {
  const platform = await platformFor();
  const parent = twilioClient(platform);
  const branch = await parent.api.v2010.accounts.create({ friendlyName: "Branch" });
  const own = `${platform.url}/2010-04-01/Accounts/${branch.sid}`;
  const forms: readonly (readonly [string, Record<string, string>])[] = [
    [`${own}/Keys.json`, { FriendlyName: "Late" }],
    [`${own}/Applications.json`, { FriendlyName: "Late" }],
    [`${own}/IncomingPhoneNumbers.json`, { AreaCode: "212" }],
    [`${own}/OutgoingCallerIds.json`, { PhoneNumber: "+12125550123" }],
    [`${platform.url}/v1/Services`, { FriendlyName: "Late" }],
    [`${platform.url}/v1/AuthTokens/Secondary`, {}],
  ];
  const requests = await Promise.all(forms.map(([url]) => begun(url, branch)));
  await parent.api.v2010.accounts(branch.sid).update({ status: "closed" });
  const answers = await Promise.all(requests.map((finish, at) => finish(forms[at]?.[1] ?? {})));
  expect(answers.map(({ status, body }) => [status, body.code])).toEqual(
    forms.map(() => [403, 20403]),
  );
  const closed = parent.api.v2010.accounts(branch.sid);
  expect(await closed.keys.list()).toEqual([]);
  expect(await closed.applications.list()).toEqual([]);
  expect(await closed.incomingPhoneNumbers.list()).toEqual([]);
  expect(await closed.outgoingCallerIds.list()).toEqual([]);
});

test("a parent creates nothing in a closed account, and goes on in its own", async () => {
  const parent = twilioClient(await platformFor());
  const { sid } = await parent.api.v2010.accounts.create({ friendlyName: "Branch" });
  const branch = parent.api.v2010.accounts(sid);
  await branch.applications.create({ friendlyName: "While active" });
  await branch.update({ status: "closed" });
  await expect(branch.applications.create({ friendlyName: "Late" })).rejects.toMatchObject({
    code: 20403,
    message: expect.stringContaining(`${sid} is closed`),
  });
  await expect(branch.newKeys.create()).rejects.toMatchObject({ code: 20403 });
  expect(await branch.applications.list()).toHaveLength(1);
  expect(await parent.applications.create({ friendlyName: "Own" })).toMatchObject({
    friendlyName: "Own",
  });
});
