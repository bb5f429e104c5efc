/** A message as a handset sees it. */
export interface PhoneMessage {
  readonly sid: string;
  readonly direction: "sent" | "received";
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly media: readonly {
    readonly url: string;
    readonly content_type: string;
    readonly size: number;
  }[];
  readonly status: string;
}

/** An exchange as the inspector sees it, as far as the tests look. */
export interface SeenExchange {
  readonly sid: string;
  readonly kind: string;
  readonly finished_at: string | null;
  readonly requests: readonly {
    readonly url: string;
    readonly method: string;
    readonly headers: readonly (readonly [string, string])[];
    readonly params: readonly (readonly [string, string])[];
    readonly signed_string: string | null;
    readonly response: { readonly status: number; readonly body: string } | null;
  }[];
  readonly verbs: readonly {
    readonly kind: string;
    readonly outcome: string;
    readonly sentence: string;
  }[];
  readonly notices: readonly {
    readonly code: number;
    readonly sentence: string;
    readonly advice: string;
  }[];
  readonly messages: readonly {
    readonly sid: string;
    readonly status: string;
    readonly history: readonly { readonly status: string }[];
    readonly callbacks: readonly { readonly status: string }[];
  }[];
}

export interface Sent {
  readonly status: number;
  readonly sid: string;
  readonly exchange_sid: string;
  readonly code?: number;
  readonly message?: string;
}

/** A handset of a platform, through the phone API. */
export function phone(url: string, number: string) {
  const messagesUrl = `${url}/emulator/v1/phones/${encodeURIComponent(number)}/messages`;

  async function sends(
    to: string,
    body: string,
    files: readonly File[] = [],
    otherRecipients: readonly string[] = [],
  ): Promise<Sent> {
    const form = new FormData();
    form.append("To", to);
    form.append("Body", body);
    for (const file of files) form.append("Media", file);
    for (const other of otherRecipients) form.append("OtherRecipients", other);
    const answer = await fetch(messagesUrl, { method: "POST", body: form });
    const json: Omit<Sent, "status"> = JSON.parse(await answer.text());
    return { ...json, status: answer.status };
  }

  async function messages(): Promise<readonly PhoneMessage[]> {
    const { messages }: { messages: readonly PhoneMessage[] } = await read(messagesUrl);
    return messages;
  }

  /** Resolves with the message that the handset has received and that fits. */
  async function receives(fits: (message: PhoneMessage) => boolean): Promise<PhoneMessage> {
    return changed(url, async () =>
      (await messages()).find((message) => message.direction === "received" && fits(message)),
    );
  }

  return { sends, messages, receives };
}

/** Resolves with the exchange once it has finished, and fits. */
export function finishedExchange(
  url: string,
  sid: string,
  fits: (exchange: SeenExchange) => boolean = () => true,
): Promise<SeenExchange> {
  return changed(url, async () => {
    const exchange: SeenExchange = await read(`${url}/emulator/v1/exchanges/${sid}`);
    return exchange.finished_at !== null && fits(exchange) ? exchange : undefined;
  });
}

/** The newest exchanges. */
export async function exchanges(url: string): Promise<readonly SeenExchange[]> {
  const { exchanges: seen }: { exchanges: readonly SeenExchange[] } = await read(
    `${url}/emulator/v1/exchanges`,
  );
  return seen;
}

async function read<T>(url: string): Promise<T> {
  return JSON.parse(await (await fetch(url)).text());
}

/** Looks now and after each event of the platform, until there is something to see. */
export async function changed<T>(url: string, look: () => Promise<T | undefined>): Promise<T> {
  const stop = new AbortController();
  const stream = await fetch(`${url}/emulator/v1/events`, { signal: stop.signal });
  try {
    const first = await look();
    if (first !== undefined) return first;
    for await (const _ of stream.body ?? []) {
      const seen = await look();
      if (seen !== undefined) return seen;
    }
    throw new Error("The platform ended before it happened.");
  } finally {
    stop.abort();
  }
}
