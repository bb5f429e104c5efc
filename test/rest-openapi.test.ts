import { readFileSync } from "node:fs";
import type { Platform } from "@repartee/platform";
import { Ajv, type ErrorObject } from "ajv";
import { expect, test } from "vitest";
import { phone } from "./support/phone.ts";
import { photoFile } from "./support/pictures.ts";
import { handset, ourNumber, platformFor } from "./support/platform.ts";

const methods = { GET: "get", POST: "post", DELETE: "delete" } as const;
type Method = keyof typeof methods;

/** One of the platform's own descriptions, as they are published. */
function description(file: string) {
  const path = new URL(`../packages/server/src/test/openapi/${file}.json`, import.meta.url);
  return JSON.parse(readFileSync(path, "utf8"), (key, value) => {
    // JSON Schema says in its types what OpenAPI 3.0 says beside them. The descriptions of lookups
    // name no field that may be null, while their examples have many.
    const isOpen = value?.nullable === true || (file === "lookups" && key !== "properties");
    if (!isOpen || typeof value?.type !== "string") return value;
    const words = Array.isArray(value.enum) ? { enum: [...value.enum, null] } : {};
    return { ...value, ...words, type: [value.type, "null"] };
  });
}

const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
const descriptions = ["messages", "services", "lookups"].map((file) => {
  const document = description(file);
  ajv.addSchema(document, file);
  return { file, document };
});

/** What is wrong with an answer. */
type Check = (json: unknown) => readonly ErrorObject[];

function responseOf(method: Method, path: string, status: number): Check | undefined {
  for (const { file, document } of descriptions) {
    const responses = document.paths[path]?.[methods[method]]?.responses;
    if (!responses?.[status]) continue;
    const pointer = path.replaceAll("~", "~0").replaceAll("/", "~1");
    const { content } = responses[status];
    if (!content) return () => [];
    const at = `#/paths/${pointer}/${methods[method]}/responses/${status}/content/application~1json/schema`;
    const validate = ajv.compile({ $ref: file + at.replaceAll("{", "%7B").replaceAll("}", "%7D") });
    return (json) => (validate(json) ? [] : (validate.errors ?? []));
  }
  return undefined;
}

/** Calls an operation by the path that its description has, and checks the answer against it. */
function caller({ url, account }: Platform) {
  return async function call(
    method: Method,
    path: string,
    names: Readonly<Record<string, string>> = {},
    form?: Readonly<Record<string, string>>,
  ): Promise<Record<string, string>> {
    const named: Readonly<Record<string, string>> = { AccountSid: account.sid, ...names };
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => named[name] ?? "");
    const answer = await fetch(url + filled, {
      method,
      headers: { Authorization: `Basic ${btoa(`${account.sid}:${account.authToken}`)}` },
      ...(form && { body: new URLSearchParams(form) }),
    });
    const body = await answer.text();
    const validate = responseOf(method, path, answer.status);
    expect(validate, `${method} ${path} has no answer ${answer.status}: ${body}`).toBeDefined();
    if (answer.status === 204) return {};
    const json = JSON.parse(body);
    expect(validate?.(json), `${method} ${path}`).toEqual([]);
    expectAllFields(json, path, method, answer.status);
    return json;
  };
}

/** Every field of the description is there, even if it is null. */
function expectAllFields(json: object, path: string, method: Method, status: number): void {
  for (const { document } of descriptions) {
    const response = document.paths[path]?.[methods[method]]?.responses[status];
    const schema = response?.content?.["application/json"]?.schema;
    const name: string | undefined = schema?.$ref?.split("/").at(-1);
    if (name === undefined) continue;
    const fields = Object.keys(document.components.schemas[name].properties);
    expect(Object.keys(json).toSorted(), `${method} ${path}`).toEqual(fields.toSorted());
  }
}

test("the check finds what is wrong", () => {
  const check = responseOf("GET", `${messages}/{Sid}.json`, 200);
  expect(check?.({ sid: 5, status: "lost" })).toHaveLength(2);
  expect(check?.({ sid: null, status: "sent" })).toEqual([]);
  expect(responseOf("GET", "/v1/Nothing", 200)).toBeUndefined();
});

const messages = "/2010-04-01/Accounts/{AccountSid}/Messages";

test("messages, media and feedback are as described", async () => {
  const platform = await platformFor();
  const call = caller(platform);
  const form = { From: ourNumber, To: handset, Body: "As described" };
  const { sid = "" } = await call("POST", `${messages}.json`, {}, form);
  const person = phone(platform.url, handset);
  await person.receives((message) => message.sid === sid);
  await call("GET", `${messages}.json`);
  await call("GET", `${messages}/{Sid}.json`, { Sid: sid });
  await call("POST", `${messages}/{Sid}.json`, { Sid: sid }, { Body: "" });
  await call("POST", `${messages}/{MessageSid}/Feedback.json`, { MessageSid: sid }, {});
  const inbound = await person.sends(ourNumber, "", [await photoFile()]);
  const MessageSid = inbound.sid;
  const list = await call("GET", `${messages}/{MessageSid}/Media.json`, { MessageSid });
  const [, mediaSid = ""] = /"sid":"(ME\w+)"/.exec(JSON.stringify(list)) ?? [];
  const media = { MessageSid, Sid: mediaSid };
  await call("GET", `${messages}/{MessageSid}/Media/{Sid}.json`, media);
  await call("DELETE", `${messages}/{MessageSid}/Media/{Sid}.json`, media);
  await call("DELETE", `${messages}/{Sid}.json`, { Sid: sid });
});

test("services and their pools are as described", async () => {
  const platform = await platformFor();
  const call = caller(platform);
  const { sid = "" } = await call("POST", "/v1/Services", {}, { FriendlyName: "Desk" });
  await call("GET", "/v1/Services");
  await call("GET", "/v1/Services/{Sid}", { Sid: sid });
  await call("POST", "/v1/Services/{Sid}", { Sid: sid }, { SmartEncoding: "true" });
  const { number } = await numbersOf(platform);
  for (const [segment, field, value] of [
    ["PhoneNumbers", "PhoneNumberSid", number],
    ["AlphaSenders", "AlphaSender", "ACME"],
  ] as const) {
    const path = `/v1/Services/{ServiceSid}/${segment}`;
    const member = await call("POST", path, { ServiceSid: sid }, { [field]: value });
    const names = { ServiceSid: sid, Sid: member.sid ?? "" };
    await call("GET", path, names);
    await call("GET", `${path}/{Sid}`, names);
    await call("DELETE", `${path}/{Sid}`, names);
  }
  await call("DELETE", "/v1/Services/{Sid}", { Sid: sid });
});

test("short codes in a pool are as described", async () => {
  const platform = await platformFor(undefined, { address: "54321" });
  const call = caller(platform);
  const { sid: ServiceSid = "" } = await call("POST", "/v1/Services", {}, { FriendlyName: "Vote" });
  const { shortCode } = await numbersOf(platform);
  const path = "/v1/Services/{ServiceSid}/ShortCodes";
  const { sid: Sid = "" } = await call("POST", path, { ServiceSid }, { ShortCodeSid: shortCode });
  await call("GET", path, { ServiceSid });
  await call("GET", `${path}/{Sid}`, { ServiceSid, Sid });
  await call("DELETE", `${path}/{Sid}`, { ServiceSid, Sid });
});

test("lookups are as described", async () => {
  const call = caller(await platformFor());
  const path = "/v2/PhoneNumbers/{PhoneNumber}";
  await call("GET", path, { PhoneNumber: "+14159929960" });
  await call("GET", path, { PhoneNumber: "+141599299600" });
  await call("GET", path, {
    PhoneNumber: "+14159929960?Fields=line_type_intelligence,line_status,caller_name",
  });
});

/** The SIDs of the first number and short code. */
async function numbersOf({ url, account }: Platform) {
  const first = async (path: string) => {
    const answer = await fetch(`${url}/2010-04-01/Accounts/${account.sid}/${path}.json`, {
      headers: { Authorization: `Basic ${btoa(`${account.sid}:${account.authToken}`)}` },
    });
    return /"sid":"(\w+)"/.exec(await answer.text())?.[1] ?? "";
  };
  return {
    number: await first("IncomingPhoneNumbers"),
    shortCode: await first("SMS/ShortCodes"),
  };
}
