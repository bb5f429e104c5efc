import { type Platform, startPlatform } from "@repartee/platform";
import type { Twilio } from "twilio";
import { beforeAll, expect, test } from "vitest";
import { ourNumber } from "./support/platform.ts";
import { restCall } from "./support/rest-call.ts";
import { twilioClient } from "./support/twilio-client.ts";

// The methods of the official SDK on messaging that cannot work yet: each is refused with 20404 and
// the reason.

interface World {
  readonly client: Twilio;
  readonly service: string;
}
let platform: Platform;
let world: World;

beforeAll(async () => {
  platform = await startPlatform({ port: 0, numbers: [{ address: ourNumber }] });
  const client = twilioClient(platform);
  const { sid } = await client.messaging.v1.services.create({ friendlyName: "Desk" });
  world = { client, service: sid };
  return () => platform.close();
});

type Method = (
  messaging: Twilio["messaging"],
  service: ReturnType<Twilio["messaging"]["v1"]["services"]>,
) => Promise<unknown>;

const sidOf = (prefix: string) => `${prefix}${"0".repeat(32)}`;
const verification = {
  businessName: "Owl, Inc.",
  businessWebsite: "https://example.com",
  notificationEmail: "support@example.com",
  useCaseCategories: ["TWO_FACTOR_AUTHENTICATION"],
  useCaseSummary: "One-time passwords",
  productionMessageSample: "Your code is 1234",
  optInImageUrls: ["https://example.com/opt-in.png"],
  optInType: "WEB_FORM" as const,
  messageVolume: "10",
  tollfreePhoneNumberSid: sidOf("PN"),
};
const campaign = {
  brandRegistrationSid: sidOf("BN"),
  description: "Send marketing messages about sales and offers",
  messageFlow: "End users opt in at example.com by adding their phone number.",
  messageSamples: ["Sample one of two", "Sample two of two"],
  usAppToPersonUsecase: "MARKETING",
  hasEmbeddedLinks: true,
  hasEmbeddedPhone: true,
};
const sender = { senderId: "whatsapp:+15005550006" };

const later: Readonly<Record<string, Readonly<Record<string, Method>>>> = {
  "A2P 10DLC is not registered here": {
    "brandRegistrations.create": ({ v1 }) =>
      v1.brandRegistrations.create({
        customerProfileBundleSid: sidOf("BU"),
        a2PProfileBundleSid: sidOf("BU"),
      }),
    "brandRegistrations.list": ({ v1 }) => v1.brandRegistrations.list(),
    "brandRegistrations.fetch": ({ v1 }) => v1.brandRegistrations(sidOf("BN")).fetch(),
    "brandRegistrations.update": ({ v1 }) => v1.brandRegistrations(sidOf("BN")).update(),
    "brandRegistrationOtps.create": ({ v1 }) =>
      v1.brandRegistrations(sidOf("BN")).brandRegistrationOtps.create(),
    "brandVettings.create": ({ v1 }) =>
      v1
        .brandRegistrations(sidOf("BN"))
        .brandVettings.create({ vettingProvider: "campaign-verify" }),
    "brandVettings.list": ({ v1 }) => v1.brandRegistrations(sidOf("BN")).brandVettings.list(),
    "brandVettings.fetch": ({ v1 }) =>
      v1.brandRegistrations(sidOf("BN")).brandVettings(sidOf("VT")).fetch(),
    "usAppToPerson.create": (_, service) => service.usAppToPerson.create(campaign),
    "usAppToPerson.list": (_, service) => service.usAppToPerson.list(),
    "usAppToPerson.fetch": (_, service) => service.usAppToPerson(sidOf("QE")).fetch(),
    "usAppToPerson.update": (_, service) =>
      service
        .usAppToPerson(sidOf("QE"))
        .update({ ...campaign, ageGated: false, directLending: false }),
    "usAppToPerson.remove": (_, service) => service.usAppToPerson(sidOf("QE")).remove(),
    "usAppToPersonUsecases.fetch": (_, service) => service.usAppToPersonUsecases.fetch(),
    "externalCampaign.create": ({ v1 }, service) =>
      service
        .fetch()
        .then(({ sid }) =>
          v1.externalCampaign.create({ campaignId: "CNOWL01", messagingServiceSid: sid }),
        ),
  },
  "toll-free numbers are not verified here": {
    "tollfreeVerifications.create": ({ v1 }) => v1.tollfreeVerifications.create(verification),
    "tollfreeVerifications.list": ({ v1 }) => v1.tollfreeVerifications.list(),
    "tollfreeVerifications.fetch": ({ v1 }) => v1.tollfreeVerifications(sidOf("HH")).fetch(),
    "tollfreeVerifications.update": ({ v1 }) =>
      v1.tollfreeVerifications(sidOf("HH")).update({ businessName: "Owl" }),
    "tollfreeVerifications.remove": ({ v1 }) => v1.tollfreeVerifications(sidOf("HH")).remove(),
  },
  "links are not shortened here": {
    "domainConfig.fetch": ({ v1 }) => v1.domainConfig(sidOf("DN")).fetch(),
    "domainConfig.update": ({ v1 }) =>
      v1.domainConfig(sidOf("DN")).update({ fallbackUrl: "https://example.com" }),
    "domainCerts.fetch": ({ v1 }) => v1.domainCerts(sidOf("DN")).fetch(),
    "domainCerts.update": ({ v1 }) => v1.domainCerts(sidOf("DN")).update({ tlsCert: "PEM" }),
    "domainCerts.remove": ({ v1 }) => v1.domainCerts(sidOf("DN")).remove(),
    "domainConfigMessagingService.fetch": ({ v1 }) =>
      v1.domainConfigMessagingService(sidOf("MG")).fetch(),
    "domainValidateDns.fetch": ({ v1 }) => v1.domainValidateDns(sidOf("DN")).fetch(),
    "requestManagedCert.update": ({ v1 }) => v1.requestManagedCert(sidOf("DN")).update(),
    "linkshorteningMessagingService.create": ({ v1 }) =>
      v1.linkshorteningMessagingService(sidOf("DN"), sidOf("MG")).create(),
    "linkshorteningMessagingService.remove": ({ v1 }) =>
      v1.linkshorteningMessagingService(sidOf("DN"), sidOf("MG")).remove(),
    "linkshorteningMessagingServiceDomainAssociation.fetch": ({ v1 }) =>
      v1.linkshorteningMessagingServiceDomainAssociation(sidOf("MG")).fetch(),
    "v2.domainCerts.fetch": ({ v2 }) => v2.domainCerts(sidOf("DN")).fetch(),
  },
  "there are no channels other than SMS and MMS here": {
    "channelSenders.create": (_, service) => service.channelSenders.create({ sid: sidOf("XE") }),
    "channelSenders.fetch": (_, service) => service.channelSenders(sidOf("XE")).fetch(),
    "channelSenders.remove": (_, service) => service.channelSenders(sidOf("XE")).remove(),
    "v2.channelsSenders.create": ({ v2 }) => v2.channelsSenders.create(sender),
    "v2.channelsSenders.list": ({ v2 }) => v2.channelsSenders.list({ channel: "whatsapp" }),
    "v2.channelsSenders.fetch": ({ v2 }) => v2.channelsSenders(sidOf("XE")).fetch(),
    "v2.channelsSenders.update": ({ v2 }) => v2.channelsSenders(sidOf("XE")).update({}),
    "v2.channelsSenders.remove": ({ v2 }) => v2.channelsSenders(sidOf("XE")).remove(),
    "v2.typingIndicator.create": ({ v2 }) =>
      v2.typingIndicator.create({ channel: "whatsapp", messageId: sidOf("SM") }),
  },
  "numbers are not deactivated here": {
    "deactivations.fetch": ({ v1 }) => v1.deactivations().fetch({ date: new Date() }),
  },
};

const rows = Object.entries(later).flatMap(([reason, methods]) =>
  Object.entries(methods).map(([name, method]) => [name, reason, method] as const),
);

test.each(rows)("%s: %s", async (_, reason, method) => {
  const { client, service } = world;
  const refused = method(client.messaging, client.messaging.v1.services(service));
  await expect(refused).rejects.toMatchObject({
    status: 404,
    code: 20404,
    message: expect.stringContaining(reason),
  });
});

test("an alphanumeric sender for one country is refused", async () => {
  const { destinationAlphaSenders } = world.client.messaging.v1.services(world.service);
  await expect(
    destinationAlphaSenders.create({ alphaSender: "OWL", isoCountryCode: "GB" }),
  ).rejects.toMatchObject({ status: 422, code: 20422 });
});

test("JSON is refused with the reason, not for being JSON", async () => {
  const response = await restCall(platform, "/v2/Channels/Senders", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ sender_id: sender.senderId }),
  });
  expect(response).toMatchObject({ status: 404, json: { code: 20404 } });
});
