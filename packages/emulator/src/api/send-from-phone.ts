import type { Runtime } from "@repartee/runtime";
import type { MediaContent, Refusal, SendCore } from "@repartee/send-core";
import type { RequestHandler } from "express";
import { type MediaTypeRules, mediaType } from "../http/media-type.ts";
import { sendProblem } from "../http/problem.ts";
import { readUpload, type UploadedFile } from "../http/read-upload.ts";
import { phoneMessage } from "../phones/message-view.ts";
import type { SentFromPhone } from "./api-types.ts";

export interface SendFromPhoneParts extends MediaTypeRules {
  readonly runtime: Pick<Runtime, "receive" | "record">;
  readonly sendCore: SendCore;
}

/** Takes in what a handset sends. What cannot be taken in is answered and recorded with its code. */
export function sendFromPhone(parts: SendFromPhoneParts): RequestHandler<{ number: string }> {
  const { runtime, sendCore } = parts;

  return async function sendFromPhone(req, res) {
    const from = req.params.number;
    const { to, body, otherRecipients, files, refusal } = await readUpload(req, res);
    const read = refusal ?? (await readMedia(files, parts));
    if (!read.ok) {
      await runtime.record({
        kind: "refused",
        from,
        to,
        body,
        numMedia: files.length,
        refusal: { code: read.code, sentence: read.sentence },
      });
      return sendProblem(res, read);
    }
    // The runtime judges the rest, and records what it refuses.
    const { media } = read;
    const received = await runtime.receive({ from, to, body, media, otherRecipients });
    if (!received.ok) return sendProblem(res, received);
    const sent: SentFromPhone = {
      ...(await phoneMessage(received.message, sendCore)),
      exchange_sid: received.exchangeSid,
    };
    res.status(201).json(sent);
  };
}

async function readMedia(
  files: readonly UploadedFile[],
  rules: MediaTypeRules,
): Promise<{ readonly ok: true; readonly media: readonly MediaContent[] } | Refusal> {
  const media: MediaContent[] = [];
  for (const file of files) {
    const type = await mediaType(file, rules);
    if (!type.ok) return type;
    media.push({ contentType: type.contentType, bytes: file.bytes });
  }
  return { ok: true, media };
}
