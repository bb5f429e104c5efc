import {
  type AccountSid,
  MAX_BODY_CHARACTERS,
  MAX_MEDIA,
  MAX_MESSAGE_BYTES,
  redactUrls,
} from "@repartee/protocol";
import type { Locate, SenderDirectory } from "@repartee/send-core";
import type { RequestHandler } from "express";
import type { EmulatorConfig } from "./api-types.ts";

/** What is shown of the app that the webhooks lead to. */
export interface ShownApp {
  readonly status: "starting" | "listening" | "ended";
}

export interface EmulatorConfigParts {
  readonly senders: Pick<SenderDirectory, "list">;
  readonly accountSid: AccountSid;
  readonly webhookUrl: string | undefined;
  readonly app: ShownApp | undefined;
  readonly locate: Locate;
}

/** Answers with the account's numbers and where they lead; no secret is in it. */
export function emulatorConfig(parts: EmulatorConfigParts): RequestHandler {
  const { senders, accountSid, webhookUrl, app, locate } = parts;
  const shown = (url: string | undefined) => (url === undefined ? null : redactUrls(locate(url)));

  return async function emulatorConfig(_req, res) {
    // Nobody can answer a name.
    const own = (await senders.list()).filter(
      (sender) => sender.accountSid === accountSid && sender.type !== "alphanumeric",
    );
    const config: EmulatorConfig = {
      account_sid: accountSid,
      webhook_url: shown(webhookUrl),
      app_status: app?.status ?? null,
      numbers: own.map(({ address, sms, mms, webhook }) => ({
        number: address,
        sms,
        mms,
        webhook_url: shown(webhook?.url),
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
