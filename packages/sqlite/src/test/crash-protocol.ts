import type { MessageSid } from "@repartee/protocol";
import type { Receipt } from "@repartee/send-core";

export const accountSid = `AC${"a".repeat(32)}` as const;
export const callbackUrl = "https://app.example/status";
/** Messages a second of each of the four senders. */
export const rate = 100;

/** What the child tells as it happens. */
export type ToParent =
  | { readonly kind: "accepted"; readonly sid: MessageSid }
  | {
      readonly kind: "handed";
      readonly sid: MessageSid;
      readonly from: string;
      readonly body: string;
      readonly at: number;
    }
  | { readonly kind: "called"; readonly sid: string; readonly status: string };

/** What the parent's carrier answers. */
export type ToChild =
  | { readonly kind: "taken"; readonly sid: MessageSid }
  | { readonly kind: "receipt"; readonly receipt: Receipt };
