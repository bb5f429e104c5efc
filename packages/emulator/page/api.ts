import type {
  EmulatorConfig,
  ExchangeView,
  Phone,
  PhoneMessage,
  PhoneState,
  Problem,
  SentFromPhone,
} from "../src/api/api-types.ts";

const root = "/emulator/v1";

export const eventsUrl: string = `${root}/events`;

export function fetchConfig(): Promise<EmulatorConfig> {
  return get(`${root}/config`);
}

export async function fetchPhones(): Promise<readonly Phone[]> {
  const { phones } = await get<{ phones: readonly Phone[] }>(`${root}/phones`);
  return phones;
}

export async function fetchMessages(handset: string): Promise<readonly PhoneMessage[]> {
  const { messages } = await get<{ messages: readonly PhoneMessage[] }>(messagesOf(handset));
  return messages;
}

export async function fetchSwitchedOff(handset: string): Promise<boolean> {
  return (await get<PhoneState>(phone(handset))).switched_off;
}

/** Switches a handset off or on. */
export async function switchOff(handset: string, isOff: boolean): Promise<void> {
  await fetch(phone(handset), {
    method: "PUT",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ switched_off: isOff }),
  });
}

export function fetchExchange(sid: string): Promise<ExchangeView> {
  return get(`${root}/exchanges/${sid}`);
}

/** The newest exchanges, or those before a time (ISO 8601). */
export async function fetchExchanges(
  limit: number,
  before?: string,
): Promise<readonly ExchangeView[]> {
  const query = new URLSearchParams({ limit: String(limit), ...(before && { before }) });
  const { exchanges } = await get<{ exchanges: readonly ExchangeView[] }>(
    `${root}/exchanges?${query}`,
  );
  return exchanges;
}

export interface OutgoingMessage {
  readonly to: string;
  readonly body: string;
  readonly files: readonly File[];
  /** The others that a group message goes to. */
  readonly others: readonly string[];
}

export type SendResult =
  | { readonly ok: true; readonly sent: SentFromPhone }
  | { readonly ok: false; readonly problem: Problem };

/** Sends a message from a handset. */
export async function postMessage(
  handset: string,
  { to, body, files, others }: OutgoingMessage,
): Promise<SendResult> {
  const form = new FormData();
  // The text goes first: it is known then even when reading stops at a file that is too large.
  form.append("To", to);
  form.append("Body", body);
  for (const other of others) form.append("OtherRecipients", other);
  for (const file of files) form.append("Media", file, file.name || "picture");
  try {
    const response = await fetch(messagesOf(handset), { method: "POST", body: form });
    const answer = await response.json();
    return response.ok ? { ok: true, sent: answer } : { ok: false, problem: answer };
  } catch {
    return { ok: false, problem: unreachable };
  }
}

const unreachable: Problem = {
  code: 0,
  message: "The platform does not answer. Is it still running?",
  more_info: "",
  status: 0,
};

async function get<T>(path: string): Promise<T> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path} answered ${response.status}.`);
  return response.json();
}

function messagesOf(handset: string): string {
  return `${phone(handset)}/messages`;
}

function phone(handset: string): string {
  return `${root}/phones/${encodeURIComponent(handset)}`;
}
