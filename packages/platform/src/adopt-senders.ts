import { isE164, isSid } from "@repartee/protocol";
import type { SendCore, Sender, SenderDirectory, SendRequest } from "@repartee/send-core";
import { z } from "zod";
import type { Settings } from "./account.ts";
import type { NumberConfig } from "./config.ts";
import { toSender } from "./senders.ts";

/** Makes a number an account's own when an app first sends from it. */
export interface SenderAdoption {
  /** The given senders, and those adopted. */
  senders(configured: SenderDirectory): SenderDirectory;
  /** A send core that adopts the sender of a message instead of refusing it. */
  sendCore(sendCore: SendCore, senders: SenderDirectory): SendCore;
}

export interface SenderAdoptionOptions {
  /** Keeps what is adopted for later runs. */
  readonly settings: Settings;
  /** Whose webhook adopted numbers have. */
  readonly like: NumberConfig | undefined;
  readonly onAdopted: (address: string) => void;
}

const settingName = "adopted_senders";
const kept = z.array(z.object({ accountSid: z.string(), address: z.string() }));

/** Takes up what earlier runs have adopted. */
export async function loadSenderAdoption({
  settings,
  like,
  onAdopted,
}: SenderAdoptionOptions): Promise<SenderAdoption> {
  const adopted = new Map<string, Sender>();
  const add = (accountSid: string, address: string) => {
    if (isSid(accountSid, "AC")) adopted.set(address, toSender(accountSid, { ...like, address }));
  };
  const before = kept.safeParse(JSON.parse((await settings.get(settingName)) ?? "[]"));
  for (const { accountSid, address } of before.data ?? []) add(accountSid, address);

  return {
    senders: ({ find, list }) => ({
      find: async (address) => (await find(address)) ?? adopted.get(address),
      async list() {
        const configured = await list();
        const known = new Set(configured.map(({ address }) => address));
        return [
          ...configured,
          ...[...adopted.values()].filter(({ address }) => !known.has(address)),
        ];
      },
    }),
    sendCore: (sendCore, senders) => ({
      ...sendCore,
      async send(request) {
        const result = await sendCore.send(request);
        if (result.ok || !isAdoptable(request)) return result;
        if ((await senders.find(request.from)) !== undefined) return result;
        add(request.accountSid, request.from);
        const all = [...adopted.values()].map(({ accountSid, address }) => ({
          accountSid,
          address,
        }));
        await settings.set(settingName, JSON.stringify(all));
        onAdopted(request.from);
        return sendCore.send(request);
      },
    }),
  };
}

// The platform's magic numbers stand for senders that are refused, but the last one of these.
const magic = /^\+1500555\d{4}$/;
const magicSender = "+15005550006";

function isAdoptable({ direction, from, to }: SendRequest): boolean {
  if (direction !== "outbound-api" || !isE164(from) || from === to) return false;
  return !magic.test(from) || from === magicSender;
}
