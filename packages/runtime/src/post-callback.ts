import { randomUUID } from "node:crypto";
import type { CallbackPoster } from "@repartee/send-core";
import type { AlertLog } from "./alert-log.ts";
import type { WebhookClient } from "./webhook-client.ts";

/**
 * Posts status callbacks through the client that all webhooks go through.
 *
 * @param alerts told of each attempt that failed. Default: nobody.
 */
export function createCallbackPoster(
  client: WebhookClient,
  alerts?: Pick<AlertLog, "callbackFailed"> | undefined,
): CallbackPoster {
  return {
    async post({ url, method, params, authToken }) {
      const { requests, answer, fault } = await client.send({
        cause: "callback",
        method,
        url,
        params,
        authToken,
        idempotencyToken: randomUUID(),
      });
      const httpStatus = answer?.status ?? null;
      const isRefused = httpStatus !== null && httpStatus >= 400;
      const errorCode = fault?.code ?? (isRefused ? 11200 : null);
      if (errorCode !== null) {
        const sentence =
          fault?.sentence ?? `The app answered a status callback with HTTP status ${httpStatus}.`;
        const request = requests.at(-1);
        await alerts?.callbackFailed({ params, code: errorCode, sentence, request });
      }
      return { httpStatus, errorCode };
    },
  };
}
