import { isMessageSid, isSid } from "@repartee/protocol";
import type { Runtime } from "@repartee/runtime";
import type { Message, SendCore } from "@repartee/send-core";
import { Router, urlencoded } from "express";
import { apiExchange } from "./api-exchange.ts";
import { createMessage } from "./create-message.ts";
import { listMessages } from "./list-messages.ts";
import { toMessageJson } from "./message-json.ts";
import { notFound } from "./not-found.ts";
import { RestError } from "./rest-error.ts";

/** `/Messages.json` and `/Messages/{Sid}.json` of one account. */
export function messageRoutes(sendCore: SendCore, runtime: Runtime, now: () => number): Router {
  const router = Router({ mergeParams: true, caseSensitive: true });
  const form = urlencoded({ extended: false, limit: "256kb", parameterLimit: 500 });

  router.post<{ account: string }>("/Messages.json", form, async (req, res) => {
    const { account } = req.params;
    if (!isSid(account, "AC")) throw notFound(req);
    const startedAt = now();
    try {
      const message = await createMessage(sendCore, account, req.body);
      const json = toMessageJson(message);
      await runtime.record(apiExchange(req, { startedAt, now, status: 201, json, message }));
      res.status(201).json(json);
    } catch (error) {
      if (error instanceof RestError) {
        await runtime.record(apiExchange(req, { startedAt, now, refusal: error }));
      }
      throw error;
    }
  });

  router.get<{ account: string }>("/Messages.json", async (req, res) => {
    if (!isSid(req.params.account, "AC")) throw notFound(req);
    res.json(await listMessages(sendCore, req.params.account, req.query));
  });

  router.get<{ account: string; sid: string }>("/Messages/:sid.json", async (req, res) => {
    const message = await findMessage(sendCore, req.params);
    if (!message) throw notFound(req);
    res.json(toMessageJson(message));
  });

  return router;
}

/** The message that a path names, if the account has it. */
export async function findMessage(
  sendCore: SendCore,
  { account, sid }: { readonly account: string; readonly sid: string },
): Promise<Message | undefined> {
  if (!isSid(account, "AC") || !isMessageSid(sid)) return undefined;
  return sendCore.message(account, sid);
}
