import { createSid, isSid } from "@repartee/protocol";
import {
  type Clock,
  type Configuration,
  type ConfiguredService,
  type Locate,
  serviceDefaults,
} from "@repartee/send-core";
import { changeOwn, findOwned, ownInDraft } from "../../http/find-owned.ts";
import type { Answer, Call, Operation } from "../../http/operation.ts";
import { pagesOf } from "../../http/page-token.ts";
import { answerPage } from "../../http/paging.ts";
import { RestError } from "../../http/rest-error.ts";
import { toIso8601 } from "../../http/wire-date.ts";

/** What the operations on Messaging Services work with. */
export interface ServiceParts {
  readonly configuration: Configuration;
  readonly clock: Clock;
  readonly locate: Locate;
}

const path = "/v1/Services";
const differs =
  "ScanMessageContent, FallbackToLongCode, SynchronousValidation and Usecase are kept and change nothing";
const methods = ["GET", "POST"] as const;

/** Creates, lists, changes and deletes Messaging Services. */
export function serviceOperations({
  configuration,
  clock,
  locate,
}: ServiceParts): readonly Operation[] {
  const write = (call: Call, service: ConfiguredService): object => toJson(call, service, locate);

  async function create(call: Call): Promise<Answer> {
    const now = clock.now();
    const service = readChanges(call, {
      ...serviceDefaults,
      sid: createSid("MG"),
      accountSid: call.account.sid,
      dateCreated: now,
      dateUpdated: now,
    });
    if (service.friendlyName === "") throw new RestError(20001, "FriendlyName is required.");
    await configuration.change(({ services }) => services.add(service));
    return { status: 201, body: write(call, service) };
  }

  async function update(call: Call): Promise<Answer> {
    const dateUpdated = clock.now();
    const service = await configuration.change(({ services }) =>
      changeOwn(services, call, (current) => ({ ...readChanges(call, current), dateUpdated })),
    );
    return { status: 200, body: write(call, service) };
  }

  async function remove(call: Call): Promise<Answer> {
    await configuration.change(({ services, numbers }) => {
      const { sid, pool } = ownInDraft(services, call);
      services.remove(sid);
      // Alphanumeric sender IDs belong to the service; numbers stay in the account.
      for (const member of pool) if (isSid(member.sid, "AI")) numbers.remove(member.sid);
    });
    return { status: 204 };
  }

  return [
    {
      product: "messaging",
      method: "GET",
      path,
      run: async (call) =>
        answerPage<ConfiguredService>(call, {
          key: "services",
          read: pagesOf(await configuration.services.list(call.account.sid)),
          write: (service) => write(call, service),
        }),
    },
    { product: "messaging", method: "POST", path, differs, run: create },
    {
      product: "messaging",
      method: "GET",
      path: `${path}/{Sid}`,
      run: async (call) => {
        const service = await findOwned(configuration.services, call);
        return { status: 200, body: write(call, service) };
      },
    },
    { product: "messaging", method: "POST", path: `${path}/{Sid}`, differs, run: update },
    { product: "messaging", method: "DELETE", path: `${path}/{Sid}`, run: remove },
  ];
}

function readChanges({ form }: Call, before: ConfiguredService): ConfiguredService {
  const friendlyName = form.text("FriendlyName") ?? before.friendlyName;
  if (friendlyName.length > 64)
    throw new RestError(20001, "FriendlyName has at most 64 characters.");
  const period = Number(form.text("ValidityPeriod") ?? before.validityPeriod);
  if (!Number.isInteger(period) || period < 1 || period > 36_000) {
    throw new RestError(21624, "ValidityPeriod must be 1 to 36000 seconds.");
  }
  const scan = form.choice("ScanMessageContent", ["inherit", "enable", "disable"]);
  return {
    ...before,
    friendlyName,
    inboundRequestUrl: form.url("InboundRequestUrl") ?? before.inboundRequestUrl,
    inboundMethod: form.choice("InboundMethod", methods) ?? before.inboundMethod,
    fallbackUrl: form.url("FallbackUrl") ?? before.fallbackUrl,
    fallbackMethod: form.choice("FallbackMethod", methods) ?? before.fallbackMethod,
    statusCallback: form.url("StatusCallback") ?? before.statusCallback,
    stickySender: form.flag("StickySender") ?? before.stickySender,
    mmsConverter: form.flag("MmsConverter") ?? before.mmsConverter,
    smartEncoding: form.flag("SmartEncoding") ?? before.smartEncoding,
    areaCodeGeomatch: form.flag("AreaCodeGeomatch") ?? before.areaCodeGeomatch,
    useInboundWebhookOnNumber:
      form.flag("UseInboundWebhookOnNumber") ?? before.useInboundWebhookOnNumber,
    validityPeriod: period,
    scanMessageContent: scan ?? before.scanMessageContent,
    fallbackToLongCode: form.flag("FallbackToLongCode") ?? before.fallbackToLongCode,
    synchronousValidation: form.flag("SynchronousValidation") ?? before.synchronousValidation,
    usecase: form.text("Usecase") ?? before.usecase,
  };
}

function toJson({ origin }: Call, service: ConfiguredService, locate: Locate): object {
  const url = `${origin}${path}/${service.sid}`;
  return {
    sid: service.sid,
    account_sid: service.accountSid,
    friendly_name: service.friendlyName,
    date_created: toIso8601(service.dateCreated),
    date_updated: toIso8601(service.dateUpdated),
    inbound_request_url: locate(service.inboundRequestUrl) || null,
    inbound_method: service.inboundMethod,
    fallback_url: locate(service.fallbackUrl) || null,
    fallback_method: service.fallbackMethod,
    status_callback: locate(service.statusCallback) || null,
    sticky_sender: service.stickySender,
    mms_converter: service.mmsConverter,
    smart_encoding: service.smartEncoding,
    scan_message_content: service.scanMessageContent,
    fallback_to_long_code: service.fallbackToLongCode,
    area_code_geomatch: service.areaCodeGeomatch,
    synchronous_validation: service.synchronousValidation,
    validity_period: service.validityPeriod,
    usecase: service.usecase,
    us_app_to_person_registered: false,
    use_inbound_webhook_on_number: service.useInboundWebhookOnNumber,
    url,
    links: {
      phone_numbers: `${url}/PhoneNumbers`,
      short_codes: `${url}/ShortCodes`,
      alpha_senders: `${url}/AlphaSenders`,
      messages: `${url}/Messages`,
      us_app_to_person: `${url}/Compliance/Usa2p`,
      us_app_to_person_usecases: `${url}/Compliance/Usa2p/Usecases`,
      channel_senders: `${url}/ChannelSenders`,
      destination_alpha_senders: `${url}/DestinationAlphaSenders`,
    },
  };
}
