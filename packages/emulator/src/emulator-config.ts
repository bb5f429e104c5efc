import {
  type AccountSid,
  MAX_BODY_CHARACTERS,
  MAX_MEDIA,
  MAX_MESSAGE_BYTES,
} from "@repartee/protocol";
import type { SenderDirectory } from "@repartee/send-core";
import type { RequestHandler } from "express";
import type { EmulatorConfig } from "./phone-api.ts";

export interface EmulatorConfigParts {
  readonly senders: Pick<SenderDirectory, "list">;
  readonly accountSid: AccountSid;
  readonly webhookUrl: string | undefined;
}

/** Answers with the account's numbers and where they lead; no secret is in it. */
export function emulatorConfig(parts: EmulatorConfigParts): RequestHandler {
  const { senders, accountSid, webhookUrl } = parts;

  return async function emulatorConfig(_req, res) {
    // Nobody can answer a name.
    const own = (await senders.list()).filter(
      (sender) => sender.accountSid === accountSid && sender.type !== "alphanumeric",
    );
    const config: EmulatorConfig = {
      account_sid: accountSid,
      webhook_url: withoutPassword(webhookUrl),
      numbers: own.map(({ address, sms, mms, webhook }) => ({
        number: address,
        sms,
        mms,
        webhook_url: withoutPassword(webhook?.url),
        webhook_method: webhook?.method ?? null,
      })),
      limits: {
        body_characters: MAX_BODY_CHARACTERS,
        media: MAX_MEDIA,
        message_bytes: MAX_MESSAGE_BYTES,
      },
    };
    res.json(config);
  };
}

function withoutPassword(url: string | undefined): string | null {
  if (url === undefined || !URL.canParse(url)) return url ?? null;
  const parsed = new URL(url);
  if (parsed.username === "" && parsed.password === "") return url;
  parsed.username = "";
  parsed.password = "";
  return parsed.href;
}
