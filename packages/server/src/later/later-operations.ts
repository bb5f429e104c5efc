import type { Operation } from "../operation.ts";
import { RestError } from "../rest-error.ts";

type Method = Operation["method"];

/** Resources that need the outside world, and what to do without them. */
interface Later {
  readonly reason: string;
  readonly paths: Readonly<Record<string, readonly Method[]>>;
}

const both: readonly Method[] = ["GET", "POST"];
const all: readonly Method[] = ["GET", "POST", "DELETE"];
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
      "/v1/LinkShortening/Domains/{DomainSid}/Certificate": all,
      "/v1/LinkShortening/Domains/{DomainSid}/Config": both,
    },
  },
  {
    reason: "there are no channels other than SMS and MMS here",
    paths: {
      [`${inService}/ChannelSenders`]: both,
      [`${inService}/ChannelSenders/{Sid}`]: ["GET", "DELETE"],
    },
  },
  {
    reason: "alphanumeric senders are for all countries here; use AlphaSenders",
    paths: {
      "/v1/Services/{ServiceSid}/DestinationAlphaSenders": both,
      "/v1/Services/{ServiceSid}/DestinationAlphaSenders/{Sid}": ["GET", "DELETE"],
    },
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
        differs: `always 20404: ${reason}`,
        async run() {
          throw new RestError(20404, `This resource is not simulated: ${reason}.`);
        },
      }),
    ),
  ),
);
