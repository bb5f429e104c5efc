import { type AccountSid, isMessageSid } from "@repartee/protocol";
import type { SendCore } from "@repartee/send-core";
import type { RequestHandler } from "express";
import { sendProblem } from "../http/problem.ts";
import { storyLine } from "../phones/message-view.ts";

export interface ExplainRouteOptions {
  readonly sendCore: SendCore;
  readonly accountSid: AccountSid;
}

/** Answers with everything that happened to a message, in plain sentences, oldest first. */
export function explainRoute({
  sendCore,
  accountSid,
}: ExplainRouteOptions): RequestHandler<{ sid: string }> {
  return async function explainMessage(req, res) {
    const { sid } = req.params;
    const story = isMessageSid(sid) ? await sendCore.explain(accountSid, sid) : undefined;
    if (!story) return sendProblem(res, { code: 20404, sentence: `There is no message ${sid}.` });
    res.json({ story: story.map(storyLine) });
  };
}
