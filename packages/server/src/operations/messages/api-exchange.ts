import type { RecordedExchange } from "@repartee/runtime";
import type { Message } from "@repartee/send-core";
import type { Call } from "../../http/operation.ts";
import { type RestError, statusOf, toErrorBody } from "../../http/rest-error.ts";

// The second one proves that a request is of the app that a command has started.
const secretHeaders = new Set(["authorization", "repartee-run"]);

/** How a call that creates a message ended. */
export type ApiOutcome = { readonly startedAt: number; readonly now: () => number } & (
  | { readonly json: object; readonly message: Message }
  | { readonly refusal: RestError }
);

/** The call as the inspector shows it; its credentials are left out. */
export function apiExchange({ req, account, form }: Call, outcome: ApiOutcome): RecordedExchange {
  const params = form.pairs;
  const field = (name: string) => params.find(([key]) => key === name)?.[1] ?? "";
  const refusal = "refusal" in outcome ? outcome.refusal : undefined;
  const answer =
    "refusal" in outcome
      ? toErrorBody(outcome.refusal.code, outcome.refusal.message)
      : outcome.json;
  return {
    kind: "api",
    accountSid: account.sid,
    messageSid: "message" in outcome ? outcome.message.sid : undefined,
    from: field("From"),
    to: field("To"),
    body: field("Body"),
    numMedia: params.filter(([name]) => name === "MediaUrl").length,
    request: {
      cause: "api",
      method: req.method,
      url: req.originalUrl,
      headers: Object.entries(req.headers).flatMap(([name, value]) =>
        secretHeaders.has(name) || value === undefined ? [] : [[name, String(value)] as const],
      ),
      params,
      signedString: null,
      startedAt: outcome.startedAt,
      durationMs: outcome.now() - outcome.startedAt,
      response: {
        status: refusal ? statusOf(refusal.code) : 201,
        headers: [["content-type", "application/json"]],
        body: JSON.stringify(answer, undefined, 2),
      },
    },
    refusal: refusal && { code: refusal.code, sentence: refusal.message },
  };
}
