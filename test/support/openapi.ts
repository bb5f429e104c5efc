import { readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";
import { expect } from "vitest";

/** What came back for a call of the REST API. */
export interface Answered {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly status: number;
  readonly body: unknown;
}

const document = new URL("../../packages/server/src/test/openapi/messages.json", import.meta.url);

const ajv = new Ajv({
  allErrors: true,
  strict: false,
  formats: {
    "date-time-rfc-2822":
      /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d \+0000$/,
    // A sender may also be a short code or a name.
    "phone-number": /^(\+\d{7,15}|\d{3,8}|[A-Za-z0-9 ]{1,11})$/,
    currency: /^[A-Z]{3}$/,
    // Relative ones are glued to the host by the clients.
    uri: /^(https?:\/)?\/\S+$/,
    "uri-map": true,
  },
});

interface Paths {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}
const api: Paths = JSON.parse(readFileSync(document, "utf8"), allRequired);
ajv.addSchema(api, "api");

const routes = Object.keys(api.paths).map((path) => ({
  path,
  pattern: new RegExp(`^${path.replaceAll(".", "\\.").replace(/\{\w+\}/g, "[^/.]+")}$`),
}));

/** Operations of which a good answer was checked, such as `GET /2010-04-01/…`. */
export const checked: Set<string> = new Set();

/** All operations of the document. */
export const documented: readonly string[] = Object.entries(api.paths).flatMap(([path, item]) =>
  ["get", "post", "delete"].flatMap((m) => (m in item ? [`${m.toUpperCase()} ${path}`] : [])),
);

const error = ajv.compile({
  type: "object",
  required: ["code", "message", "more_info", "status"],
  properties: {
    code: { type: "integer", minimum: 10_000 },
    message: { type: "string", minLength: 1 },
    more_info: { type: "string", pattern: "^https://www\\.twilio\\.com/docs/errors/\\d{5}$" },
    status: { type: "integer" },
  },
  additionalProperties: false,
});

/**
 * Fails unless an answer on messages is as the platform's OpenAPI document describes it: its status,
 * all of its fields, and no other. Answers of what the document does not have pass.
 */
export function checkAnswer({ method, path, status, body }: Answered): void {
  const route = routes.find(({ pattern }) => pattern.test(path));
  const operation = route && api.paths[route.path]?.[method.toLowerCase()];
  if (!route || !operation) return;
  if (status >= 400) {
    check(error, body, `the error of ${method} ${path}`);
    expect(body).toMatchObject({ status });
    return;
  }
  expect(operation, `${method} ${path}`).toHaveProperty(["responses", String(status)]);
  checked.add(`${method} ${route.path}`);
  if (status === 204) {
    expect(body).toBe("");
    return;
  }
  const at = ["paths", route.path, method.toLowerCase(), "responses", String(status)];
  const pointer = [...at, "content", "application/json", "schema"].map(escaped).join("/");
  const validate = ajv.getSchema(`api#/${pointer}`);
  if (!validate) throw new Error(`The document does not describe ${method} ${route.path}.`);
  check(validate, body, `${method} ${path}`);
}

function check(validate: ValidateFunction, body: unknown, what: string): void {
  const isAsDescribed = validate(body);
  expect(isAsDescribed, `${what}: ${ajv.errorsText(validate.errors)}`).toBe(true);
}

function escaped(part: string): string {
  return encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"));
}

/** The document requires no field; the platform always writes all of them. */
function allRequired(_: string, value: unknown): unknown {
  const isSchema = typeof value === "object" && value !== null && "properties" in value;
  if (!isSchema || typeof value.properties !== "object" || value.properties === null) return value;
  return { ...value, required: Object.keys(value.properties), additionalProperties: false };
}
