import { randomBytes } from "node:crypto";
import type { Clock } from "@repartee/send-core";
import type { Response } from "express";

// As api.twilio.com sends them. The wildcard keeps a browser's stored credentials out: a page can call
// the API only with credentials that it has itself.
const cors = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Allow-Headers":
    "Accept, Authorization, Content-Type, If-Match, If-Modified-Since, If-None-Match, If-Unmodified-Since, Idempotency-Key, X-Pre-Auth-Context, X-Target-Region",
  "Access-Control-Allow-Methods": "GET, POST, PATCH, PUT, DELETE, OPTIONS",
  "Access-Control-Expose-Headers":
    "ETag, Twilio-Request-Id, Twilio-Request-Duration, Twilio-Concurrent-Requests",
  "Access-Control-Allow-Credentials": "true",
} as const;

/**
 * Sets the headers that every response of the API has, errors and preflights included. Returns a
 * function that sets the time which the request took, in seconds; call it before the response begins.
 */
export function setStandardHeaders(res: Response, { now }: Pick<Clock, "now">): () => void {
  const began = now();
  res.set(cors);
  res.set("Twilio-Request-Id", `RQ${randomBytes(16).toString("hex")}`);
  return () => {
    res.set("Twilio-Request-Duration", ((now() - began) / 1000).toFixed(3));
  };
}
