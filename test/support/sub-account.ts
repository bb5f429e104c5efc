import type { Twilio } from "twilio";
import { type Reachable, twilioClient } from "./twilio-client.ts";

/** A sub-account, and the client that signs in as it. */
export interface SubAccount {
  readonly sid: string;
  readonly client: Twilio;
}

/** Makes a sub-account of a platform's account. */
export async function subAccount({ url, account }: Reachable): Promise<SubAccount> {
  const { accounts } = twilioClient({ url, account }).api.v2010;
  const { sid, authToken } = await accounts.create({ friendlyName: "Branch" });
  return { sid, client: twilioClient({ url, account: { sid, authToken } }) };
}
