import type { CallbackPoster, CallbackRequest } from "@repartee/send-core";
import type { AlertLog } from "../debugger/alert-log.ts";
import { idempotencyToken } from "./idempotency-token.ts";
import type { SignedExchange, WebhookClient } from "./webhook-client.ts";

/**
 * Posts status callbacks through the client that all webhooks go through.
 *
 * @param alerts told of each attempt that failed. Default: nobody.
 */
export function createCallbackPoster(
  client: WebhookClient,
  alerts?: Pick<AlertLog, "callbackFailed"> | undefined,
): CallbackPoster {
  async function send({ key, ...request }: CallbackRequest): Promise<SignedExchange | undefined> {
    try {
      const idempotency = { idempotencyToken: idempotencyToken(key) };
      return await client.send({ cause: "callback", ...request, ...idempotency });
    } catch (error) {
      if (client.isClosed) return undefined;
      throw error;
    }
  }

  return {
    async post(request) {
      const sent = await send(request);
      if (!sent) return undefined;
      const { requests, answer, fault } = sent;
      const httpStatus = answer?.status ?? null;
      const isRefused = httpStatus !== null && httpStatus >= 400;
      const errorCode = fault?.code ?? (isRefused ? 11200 : null);
      if (errorCode !== null) {
        const sentence =
          fault?.sentence ?? `The app answered a status callback with HTTP status ${httpStatus}.`;
        const { params } = request;
        const last = requests.at(-1);
        await alerts?.callbackFailed({
          ...{ params, code: errorCode, sentence, advice: fault?.advice },
          request: last,
        });
      }
      return { httpStatus, errorCode, phase: fault?.phase ?? null };
    },
  };
}
