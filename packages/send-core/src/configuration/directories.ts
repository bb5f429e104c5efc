import type { CallbackTarget } from "../message.ts";
import type { AccountDirectory } from "../ports/directory/account-directory.ts";
import type {
  Configuration,
  ConfiguredNumber,
  ConfiguredService,
  MessageUrls,
} from "../ports/directory/configuration.ts";
import type {
  MessagingService,
  MessagingServiceDirectory,
} from "../ports/directory/messaging-services.ts";
import type {
  NumberWebhook,
  Sender,
  SenderDirectory,
} from "../ports/directory/sender-directory.ts";

/** The active accounts of a configuration. */
export function configuredAccounts({ accounts }: Configuration): AccountDirectory {
  return {
    async find(sid) {
      const account = await accounts.find(sid);
      if (account?.status !== "active") return undefined;
      const { authToken, ownerSid } = account;
      const parentSid = ownerSid === account.sid ? undefined : ownerSid;
      return { sid: account.sid, authToken, parentSid };
    },
  };
}

/** The senders of a configuration. A number's application goes before its own URLs. */
export function configuredSenders({ numbers, applications }: Configuration): SenderDirectory {
  async function toSender(number: ConfiguredNumber): Promise<Sender> {
    const { sid, accountSid, address, type, sms, mms, smsApplicationSid } = number;
    const { country, registeredIn, campaign } = number;
    const urls = smsApplicationSid ? await applications.find(smsApplicationSid) : undefined;
    const webhook = toWebhook(urls ?? number);
    return { sid, accountSid, address, type, country, registeredIn, sms, mms, campaign, webhook };
  }
  return {
    async find(address) {
      const number = await numbers.findAddress(address);
      return number && toSender(number);
    },
    async list() {
      const all = await numbers.list();
      return Promise.all(all.toReversed().map(toSender));
    },
  };
}

/** The Messaging Services of a configuration. */
export function configuredServices({ services }: Configuration): MessagingServiceDirectory {
  return {
    async find(sid) {
      const service = await services.find(sid);
      return service && toService(service);
    },
    async ofSender(address) {
      const service = await services.findBySender(address);
      return service && toService(service);
    },
  };
}

function toService(service: ConfiguredService): MessagingService {
  const { inboundRequestUrl, inboundMethod, fallbackUrl, fallbackMethod } = service;
  return {
    sid: service.sid,
    accountSid: service.accountSid,
    senders: service.pool.map(({ address }) => address),
    statusCallback: toTarget(service.statusCallback),
    validityPeriod: service.validityPeriod,
    stickySender: service.stickySender,
    mmsConverter: service.mmsConverter,
    smartEncoding: service.smartEncoding,
    areaCodeGeomatch: service.areaCodeGeomatch,
    advancedOptOut: service.advancedOptOut,
    useInboundWebhookOnNumber: service.useInboundWebhookOnNumber,
    inboundWebhook:
      inboundRequestUrl === ""
        ? undefined
        : {
            url: inboundRequestUrl,
            method: inboundMethod,
            fallbackUrl: fallbackUrl || undefined,
            fallbackMethod,
          },
  };
}

function toWebhook(urls: MessageUrls): NumberWebhook | undefined {
  if (urls.smsUrl === "") return undefined;
  return {
    url: urls.smsUrl,
    method: urls.smsMethod,
    fallbackUrl: urls.smsFallbackUrl || undefined,
    fallbackMethod: urls.smsFallbackMethod,
  };
}

function toTarget(url: string): CallbackTarget | undefined {
  return url === "" ? undefined : { url, method: "POST" };
}
