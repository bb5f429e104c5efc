import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { createSid } from "@repartee/protocol";
import { expect, test } from "vitest";
import { createCredentialAdoption } from "./adopt-credentials.ts";

const accountSid = createSid("AC");
const request = new IncomingMessage(new Socket());

function adoption(isFromApp = true) {
  const adopted: string[] = [];
  const known = [{ username: createSid("SK"), password: "known" }];
  const made = createCredentialAdoption({
    accountSid,
    known,
    isFromApp: () => isFromApp,
    onAdopted: (username) => adopted.push(username),
  });
  const accept = (username: string, password: string) =>
    made.accept(request, { username, password });
  return { adopted, known: known[0]?.username ?? "", accept, made };
}

test("the first secret of the app is the right one from then on", () => {
  const { accept, adopted, made } = adoption();
  const [account, key] = [createSid("AC"), createSid("SK")];
  expect(made.authToken).toBeUndefined();
  expect(accept(account, "token")).toBe(accountSid);
  expect(accept(key, "secret")).toBe(accountSid);
  expect(accept(account, "other")).toBeUndefined();
  expect(accept(account, "token")).toBe(accountSid);
  expect(adopted).toEqual([account, key]);
  expect(made.authToken).toBe("token");
});

test.each([
  ["a SID that is too short", "AC0123", "token"],
  ["another kind of SID", createSid("MG"), "token"],
  ["no secret", createSid("AC"), ""],
  ["nothing", "", ""],
])("%s is not adopted", (_, username, password) => {
  const { accept, adopted } = adoption();
  expect(accept(username, password)).toBeUndefined();
  expect(adopted).toEqual([]);
});

test("from elsewhere known credentials are accepted, and no others", () => {
  const { accept, adopted, known } = adoption(false);
  expect(accept(known, "known")).toBe(accountSid);
  expect(accept(known, "guessed")).toBeUndefined();
  expect(accept(createSid("SK"), "secret")).toBeUndefined();
  expect(adopted).toEqual([]);
});
