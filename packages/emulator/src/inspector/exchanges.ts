import { isSid } from "@repartee/protocol";
import type { Runtime } from "@repartee/runtime";
import type { RequestHandler } from "express";
import type { ExchangeView } from "../api/api-types.ts";
import { sendProblem } from "../http/problem.ts";
import { type ExchangeViewParts, exchangeView } from "./exchange-view.ts";

export interface ExchangesParts extends ExchangeViewParts {
  readonly runtime: Pick<Runtime, "exchange" | "exchanges">;
}

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;

/** Answers with exchanges, newest first: `limit` of them (1 to 200, by default 50), `before` a time. */
export function listExchanges({ runtime, ...parts }: ExchangesParts): RequestHandler {
  return async function listExchanges(req, res) {
    const limit = readLimit(req.query.limit);
    const before = readTime(req.query.before);
    if (limit === "invalid") {
      return sendProblem(res, { code: 20007, sentence: `limit is 1 to ${MAX_LIMIT}.` });
    }
    if (before === "invalid") {
      const sentence = "before is a time in ISO 8601, such as 2026-07-01T12:00:00.000Z.";
      return sendProblem(res, { code: 20007, sentence });
    }
    const found = await runtime.exchanges({ limit, before });
    const exchanges: readonly ExchangeView[] = await Promise.all(
      found.map((exchange) => exchangeView(exchange, parts)),
    );
    res.json({ exchanges });
  };
}

/** Answers with one exchange, or 404. */
export function oneExchange({
  runtime,
  ...parts
}: ExchangesParts): RequestHandler<{ sid: string }> {
  return async function oneExchange(req, res) {
    const { sid } = req.params;
    const found = isSid(sid, "EX") ? await runtime.exchange(sid) : undefined;
    if (!found) return sendProblem(res, { code: 20404, sentence: "There is no such exchange." });
    res.json(await exchangeView(found, parts));
  };
}

function readLimit(value: unknown): number | "invalid" {
  if (value === undefined) return DEFAULT_LIMIT;
  const limit = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : 0;
  return limit >= 1 && limit <= MAX_LIMIT ? limit : "invalid";
}

function readTime(value: unknown): number | undefined | "invalid" {
  if (value === undefined) return undefined;
  const time = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? "invalid" : time;
}
