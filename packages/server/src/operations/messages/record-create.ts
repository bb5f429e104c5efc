import type { Runtime } from "@repartee/runtime";
import type { Clock, Message } from "@repartee/send-core";
import type { Answer, Call } from "../../http/operation.ts";
import { RestError } from "../../http/rest-error.ts";
import { apiExchange } from "./api-exchange.ts";
import { createMessage, type MessageParts } from "./create-message.ts";

/** What creating messages works with, its record included. */
export interface RecordedParts extends MessageParts {
  readonly runtime: Pick<Runtime, "record">;
  readonly clock: Clock;
}

/**
 * Creates a message, and records the call and its outcome for the inspector.
 *
 * @param write the message as this operation answers it.
 */
export async function recordCreate(
  parts: RecordedParts,
  call: Call,
  write: (message: Message) => object,
): Promise<Answer> {
  const { runtime, clock } = parts;
  const startedAt = clock.now();
  const { now } = clock;
  try {
    const message = await createMessage(parts, call);
    const json = write(message);
    await runtime.record(apiExchange(call, { startedAt, now, json, message }));
    return { status: 201, body: json };
  } catch (error) {
    if (error instanceof RestError) {
      await runtime.record(apiExchange(call, { startedAt, now, refusal: error }));
    }
    throw error;
  }
}
