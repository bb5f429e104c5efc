import { randomUUID } from "node:crypto";
import type { CallbackPoster } from "@repartee/send-core";
import type { WebhookClient } from "./signed-request.ts";

/** Posts status callbacks through the client that all webhooks go through. */
export function createCallbackPoster(client: WebhookClient): CallbackPoster {
  return {
    async post({ url, method, params, authToken }) {
      const { answer, fault } = await client.send({
        cause: "webhook",
        method,
        url,
        params,
        authToken,
        idempotencyToken: randomUUID(),
      });
      const httpStatus = answer?.status ?? null;
      return {
        httpStatus,
        errorCode: fault?.code ?? (httpStatus !== null && httpStatus >= 400 ? 11200 : null),
      };
    },
  };
}
