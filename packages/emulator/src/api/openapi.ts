import { ref, schemas } from "./openapi-schemas.ts";

const number = {
  name: "number",
  in: "path",
  required: true,
  description: "The handset's number in E.164 form; the plus may be written %2B.",
  schema: { type: "string", pattern: "^\\+[1-9][0-9]{1,14}$" },
};
const sid = pathParameter("sid");

/** Describes the emulator's API as an OpenAPI 3.1 document. */
export const openapi: object = {
  openapi: "3.1.0",
  info: {
    title: "Repartee emulator",
    version: "1",
    description: "Handsets that text the platform, and all that happens about each message.",
  },
  paths: {
    "/": {
      get: { summary: "The phone page", responses: { 200: answer("The page", "text/html") } },
    },
    "/healthz": {
      get: {
        summary: "Says that the server answers",
        responses: {
          200: json("It does", {
            type: "object",
            properties: { status: { const: "ok" } },
            required: ["status"],
          }),
        },
      },
    },
    "/emulator/v1/phones": {
      get: {
        summary: "Handsets that have sent or been sent something, the latest first",
        responses: { 200: json("The handsets", ref("Phones")) },
      },
    },
    "/emulator/v1/phones/{number}": {
      parameters: [number],
      get: {
        summary: "How a handset is",
        responses: { 200: json("Its state", ref("PhoneState")), ...problem(400) },
      },
      put: {
        summary:
          "Switches a handset off or on: messages to one that is off are undelivered (30003)",
        requestBody: {
          required: true,
          content: {
            "application/json": {
              schema: {
                type: "object",
                properties: { switched_off: { type: "boolean" } },
                required: ["switched_off"],
              },
            },
          },
        },
        responses: { 200: json("Its state", ref("PhoneState")), ...problem(400) },
      },
    },
    "/emulator/v1/phones/{number}/messages": {
      parameters: [number],
      get: {
        summary: "What a handset has sent, and what has reached it; oldest first",
        responses: { 200: json("The messages", ref("PhoneMessages")), ...problem(400) },
      },
      post: {
        summary: "Sends a message from a handset",
        requestBody: {
          required: true,
          content: {
            "multipart/form-data": {
              schema: {
                type: "object",
                properties: {
                  To: { type: "string", description: "A number of the account, E.164." },
                  Body: { type: "string", maxLength: 1600 },
                  OtherRecipients: {
                    type: "array",
                    items: { type: "string" },
                    description: "The others of a group message, E.164; the field is repeated.",
                  },
                  Media: {
                    type: "array",
                    maxItems: 10,
                    items: { type: "string", format: "binary" },
                    description: "5 MB together with the body.",
                  },
                },
                required: ["To"],
              },
            },
          },
        },
        responses: {
          201: json("The message was taken in; the app is being asked", ref("SentFromPhone")),
          ...problem(400, 413, 503),
        },
      },
    },
    "/emulator/v1/messages/{sid}/media/{mediaSid}": {
      parameters: [sid, pathParameter("mediaSid")],
      get: {
        summary: "The bytes of a media item, whole or a range",
        responses: {
          200: answer("All bytes", "*/*"),
          206: answer("The range that was asked for", "*/*"),
          416: { description: "The range lies outside" },
          ...problem(404),
        },
      },
    },
    "/emulator/v1/messages/{sid}/story": {
      parameters: [sid],
      get: {
        summary: "Everything that happened to a message, in plain sentences; oldest first",
        responses: { 200: json("The story", ref("Story")), ...problem(404) },
      },
    },
    "/emulator/v1/exchanges": {
      get: {
        summary: "Exchanges, newest first",
        parameters: [
          query("limit", { type: "integer", minimum: 1, maximum: 200, default: 50 }),
          query("before", { type: "string", format: "date-time" }),
        ],
        responses: { 200: json("The exchanges", ref("Exchanges")), ...problem(400) },
      },
    },
    "/emulator/v1/exchanges/{sid}": {
      parameters: [sid],
      get: {
        summary: "One exchange",
        responses: { 200: json("The exchange", ref("Exchange")), ...problem(404) },
      },
    },
    "/emulator/v1/config": {
      get: {
        summary: "The account and its numbers",
        responses: { 200: json("The configuration, without secrets", ref("Config")) },
      },
    },
    "/emulator/v1/events": {
      get: {
        summary: "Live events",
        description:
          "`message` (data: MessageMoved) when a message has moved; `exchange` (data: " +
          "ExchangeChanged) when an exchange has changed; `phone` (data: PhoneState) when a handset " +
          "was switched off or on; `hello` at the beginning; `reset` when a " +
          "client comes back too late to be told what it has missed. Send Last-Event-ID to go on.",
        responses: { 200: answer("The events", "text/event-stream") },
      },
    },
    "/emulator/v1/openapi.json": {
      get: {
        summary: "This document",
        responses: { 200: json("The document", { type: "object" }) },
      },
    },
  },
  components: { schemas },
};

function pathParameter(name: string): object {
  return { name, in: "path", required: true, schema: { type: "string" } };
}

function query(name: string, schema: object): object {
  return { name, in: "query", required: false, schema };
}

function json(description: string, schema: object): object {
  return { description, content: { "application/json": { schema } } };
}

function answer(description: string, contentType: string): object {
  return { description, content: { [contentType]: {} } };
}

function problem(...statuses: readonly number[]): Readonly<Record<number, object>> {
  return Object.fromEntries(statuses.map((status) => [status, json("Why not", ref("Problem"))]));
}
