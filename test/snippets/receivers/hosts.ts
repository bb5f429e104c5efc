import type { IncomingMessage, RequestListener } from "node:http";
import { buffer, text } from "node:stream/consumers";
import fastify from "fastify";
import { Hono } from "hono";
import twilio from "twilio";
import type { Receivers } from "./receiver.ts";

const { MessagingResponse } = twilio.twiml;
const token = () => process.env.TWILIO_AUTH_TOKEN ?? "";
const document = (body: string) => {
  const twiml = new MessagingResponse();
  twiml.message(body);
  return twiml.toString();
};
const xml = { "Content-Type": "text/xml" };

/** Serves a fetch handler, as the hosts of Next.js, Hono, Deno, and Workers do. */
const served =
  (origin: string, handler: (request: Request) => Response | Promise<Response>): RequestListener =>
  async (req, res) => {
    const answer = await handler(await asRequest(origin, req));
    res.writeHead(answer.status, Object.fromEntries(answer.headers));
    res.end(Buffer.from(await answer.arrayBuffer()));
  };

async function asRequest(origin: string, req: IncomingMessage): Promise<Request> {
  const { method = "GET", url = "/" } = req;
  const headers = Object.entries(req.headers).map(([name, value]): [string, string] => [
    name,
    String(value),
  ]);
  const body = method === "GET" ? undefined : new Uint8Array(await buffer(req));
  return new Request(origin + url, { method, headers, ...(body && { body }) });
}

const turns = [{ body: "Grüße & 🦉", receives: [["Grüße & 🦉 true", 0]] }] as const;

/** The same app on each host that tutorials choose. */
export const hosts: Receivers = {
  "node:http": {
    app:
      ({ origin }) =>
      async (req, res) => {
        const params = Object.fromEntries(new URLSearchParams(await text(req)));
        const signature = String(req.headers["x-twilio-signature"]);
        const valid = twilio.validateRequest(token(), signature, origin + req.url, params);
        res.writeHead(200, xml).end(document(`${params.Body} ${valid}`));
      },
    turns,
  },
  "Fastify with a parser for forms": {
    async app({ origin }) {
      const app = fastify();
      app.addContentTypeParser(
        "application/x-www-form-urlencoded",
        { parseAs: "string" },
        (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
      );
      app.post<{ Body: Record<string, string> }>("/sms", async ({ body, headers, url }, reply) => {
        const signature = String(headers["x-twilio-signature"]);
        const valid = twilio.validateRequest(token(), signature, origin + url, body);
        return reply.type("text/xml").send(document(`${body.Body} ${valid}`));
      });
      await app.ready();
      return (req, res) => void app.routing(req, res);
    },
    turns,
  },
  "Next.js, a route handler with formData": {
    app: ({ origin }) =>
      served(origin, async function POST(request) {
        const form = await request.formData();
        const params = Object.fromEntries(form.entries());
        const signature = request.headers.get("x-twilio-signature") ?? "";
        const valid = twilio.validateRequest(token(), signature, request.url, params);
        return new Response(document(`${params.Body} ${valid}`), { status: 200, headers: xml });
      }),
    turns,
  },
  "Next.js, a route handler with text": {
    app: ({ origin }) =>
      served(origin, async function POST(request) {
        const params = Object.fromEntries(new URLSearchParams(await request.text()));
        const signature = request.headers.get("X-Twilio-Signature") ?? "";
        const valid = twilio.validateRequest(token(), signature, `${origin}/sms`, params);
        return new Response(document(`${params.Body} ${valid}`), { headers: xml });
      }),
    turns,
  },
  Hono: {
    app({ origin }) {
      const app = new Hono();
      app.post("/sms", async (c) => {
        const body = await c.req.parseBody();
        const signature = c.req.header("x-twilio-signature") ?? "";
        const valid = twilio.validateRequest(token(), signature, c.req.url, body);
        return c.body(document(`${body.Body} ${valid}`), 200, xml);
      });
      return served(origin, (request) => app.fetch(request));
    },
    turns,
  },
  "a Worker that computes the signature itself": {
    app: ({ origin }) =>
      served(origin, async (request) => {
        const params = new URLSearchParams(await request.text());
        params.sort();
        const signed = [...params].reduce((all, [name, value]) => all + name + value, request.url);
        const key = await crypto.subtle.importKey(
          "raw",
          new TextEncoder().encode(token()),
          { name: "HMAC", hash: "SHA-1" },
          false,
          ["sign"],
        );
        const mac = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(signed));
        const valid =
          Buffer.from(mac).toString("base64") === request.headers.get("x-twilio-signature");
        return new Response(document(`${params.get("Body")} ${valid}`), { headers: xml });
      }),
    turns,
  },
  "a Lambda behind a gateway": {
    app: ({ origin }) =>
      served(origin, async (request) => {
        async function handler(event: { body: string; headers: Record<string, string> }) {
          const params = Object.fromEntries(new URLSearchParams(event.body));
          const signature = event.headers["x-twilio-signature"] ?? "";
          const valid = twilio.validateRequest(token(), signature, `${origin}/sms`, params);
          return { statusCode: 200, headers: xml, body: document(`${params.Body} ${valid}`) };
        }
        const headers = Object.fromEntries(request.headers);
        const answer = await handler({ body: await request.text(), headers });
        return new Response(answer.body, { status: answer.statusCode, headers: answer.headers });
      }),
    turns,
  },
  "a function with a callback, as Twilio Functions have it": {
    app: ({ origin }) =>
      served(origin, async (request) => {
        const event = Object.fromEntries(new URLSearchParams(await request.text()));
        const twiml = await new Promise<string>((resolve) => {
          const callback = (_error: null, response: InstanceType<typeof MessagingResponse>) =>
            resolve(response.toString());
          const response = new MessagingResponse();
          response.message(`${event.Body} ${event.MessageSid === event.SmsSid}`);
          callback(null, response);
        });
        return new Response(twiml, { headers: xml });
      }),
    turns,
  },
};
