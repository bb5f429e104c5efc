import { codeEntry } from "@repartee/protocol";
import type { Refusal } from "@repartee/send-core";
import type { Response } from "express";
import type { CodeView, Problem } from "../api/api-types.ts";

const httpStatus: Readonly<Record<number, number>> = {
  11751: 413,
  20404: 404,
  20500: 503,
  20503: 503,
};

/** Answers a request that was refused. The status is 400 unless the code or the caller says otherwise. */
export function sendProblem(
  res: Response,
  { code, sentence }: Omit<Refusal, "ok">,
  status: number = httpStatus[code] ?? 400,
): void {
  const problem: Problem = { code, message: sentence, more_info: moreInfo(code), status };
  res.status(status).json(problem);
}

/** A documented code with its title and advice. */
export function codeView(code: number): CodeView {
  const { title = "Unknown code", advice = "" } = codeEntry(code) ?? {};
  return { code, title, advice, more_info: moreInfo(code) };
}

/** Where the platform documents a code. */
export function moreInfo(code: number): string {
  return `https://www.twilio.com/docs/errors/${code}`;
}
