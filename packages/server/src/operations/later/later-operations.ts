import type { Operation } from "../../http/operation.ts";
import { RestError } from "../../http/rest-error.ts";

type Method = Operation["method"];

/** Resources that need the outside world, and what to do without them. */
interface Later {
  readonly reason: string;
  readonly paths: Readonly<Record<string, readonly Method[]>>;
}

const both: readonly Method[] = ["GET", "POST"];
const all: readonly Method[] = ["GET", "POST", "DELETE"];
const inDomain = "/v1/LinkShortening/Domains/{DomainSid}";
const inService = "/v1/Services/{MessagingServiceSid}";

const later: readonly Later[] = [
  {
    reason: "A2P 10DLC is not registered here; give a number its `campaign` in the configuration",
    paths: {
      "/v1/a2p/BrandRegistrations": both,
      "/v1/a2p/BrandRegistrations/{Sid}": both,
      "/v1/a2p/BrandRegistrations/{BrandSid}/SmsOtp": ["POST"],
      "/v1/a2p/BrandRegistrations/{BrandSid}/Vettings": both,
      "/v1/a2p/BrandRegistrations/{BrandSid}/Vettings/{BrandVettingSid}": ["GET"],
      [`${inService}/Compliance/Usa2p`]: both,
      [`${inService}/Compliance/Usa2p/Usecases`]: ["GET"],
      [`${inService}/Compliance/Usa2p/{Sid}`]: all,
      "/v1/Services/PreregisteredUsa2p": ["POST"],
    },
  },
  {
    reason:
      "toll-free numbers are not verified here; give a number `registeredIn` in the configuration",
    paths: { "/v1/Tollfree/Verifications": both, "/v1/Tollfree/Verifications/{Sid}": all },
  },
  {
    reason: "links are not shortened here, so there are no domains for them",
    paths: {
      [`${inDomain}/Certificate`]: all,
      [`${inDomain}/Config`]: both,
      [`${inDomain}/ValidateDns`]: ["GET"],
      [`${inDomain}/RequestManagedCert`]: ["POST"],
      [`${inDomain}/MessagingServices/{MessagingServiceSid}`]: ["POST", "DELETE"],
      "/v1/LinkShortening/MessagingServices/{MessagingServiceSid}/Domain": ["GET"],
      "/v1/LinkShortening/MessagingService/{MessagingServiceSid}/DomainConfig": ["GET"],
      "/v2/LinkShortening/Domains/{DomainSid}/Certificate": ["GET"],
    },
  },
  {
    reason: "there are no channels other than SMS and MMS here",
    paths: {
      [`${inService}/ChannelSenders`]: ["POST"],
      [`${inService}/ChannelSenders/{Sid}`]: ["GET", "DELETE"],
      "/v2/Channels/Senders": both,
      "/v2/Channels/Senders/{Sid}": all,
      "/v2/Indicators/Typing.json": ["POST"],
      "/v3/Indicators/Typing.json": ["POST"],
    },
  },
  {
    reason: "numbers are not deactivated here, so there are no reports of them",
    paths: { "/v1/Deactivations": ["GET"] },
  },
];

/** Operations that are not simulated: they answer 404 with code 20404 and say why. */
export const laterOperations: readonly Operation[] = later.flatMap(({ reason, paths }) =>
  Object.entries(paths).flatMap(([path, methods]) =>
    methods.map(
      (method): Operation => ({
        product: "messaging",
        method,
        path,
        ignoresBody: true,
        differs: `always 20404: ${reason}`,
        async run() {
          throw new RestError(20404, `This resource is not simulated: ${reason}.`);
        },
      }),
    ),
  ),
);
