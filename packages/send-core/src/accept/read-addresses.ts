import { type AccountSid, isE164, isShortCode, readPhoneNumber } from "@repartee/protocol";
import type { MessagingService } from "../ports/directory/messaging-services.ts";
import type { SenderDirectory } from "../ports/directory/sender-directory.ts";
import type { SendRequest } from "../send-core.ts";

/**
 * Reads `From` and `To` as people write phone numbers: a sender without a country code is a number of
 * the account, else of the United States; a recipient without one belongs to the sender's country.
 * What is not a phone number stays as it is.
 */
export async function readAddresses(
  request: SendRequest,
  service: MessagingService | undefined,
  senders: SenderDirectory,
): Promise<SendRequest> {
  if (isRead(request.from) && isE164(request.to)) return request;
  const from = isRead(request.from) ? request.from : await readSender(request, senders);
  const near = [from, ...(service?.senders ?? [])].find(isE164);
  return { ...request, from, to: readPhoneNumber(request.to, near) ?? request.to };
}

function isRead(from: string): boolean {
  return from === "" || isE164(from) || isShortCode(from);
}

async function readSender(
  { from, accountSid }: { readonly from: string; readonly accountSid: AccountSid },
  senders: SenderDirectory,
): Promise<string> {
  const american = readPhoneNumber(from);
  if (american !== undefined && (await senders.find(american))) return american;
  if (!/\d/.test(from)) return from;
  const all = await senders.list();
  const own = all.find(
    ({ accountSid: owner, address }) =>
      owner === accountSid && readPhoneNumber(from, address) === address,
  );
  return own?.address ?? american ?? from;
}
