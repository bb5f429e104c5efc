import { z } from "zod";
import { appLocation, countryCode, httpOrigin, httpUrl } from "../config/fields.ts";
import { findReferenceFaults } from "../config/find-reference-faults.ts";
import { networkConfig } from "../config/network-config.ts";
import { numberConfig } from "../config/number-config.ts";
import type { PlatformConfig } from "../config/platform-config.ts";
import { priceConfig } from "../config/price-config.ts";
import { rateConfig } from "../config/rate-config.ts";
import { serviceConfig } from "../config/service-config.ts";
import { retentionConfig } from "../retention/retention-limits.ts";

/** What a configuration file says, as `startPlatform` takes it. Credentials are never in it. */
export type PlatformFile = Partial<
  Pick<
    PlatformConfig,
    | "appUrl"
    | "publicUrl"
    | "media"
    | "numbers"
    | "services"
    | "rates"
    | "prices"
    | "reach"
    | "network"
    | "alertWebhookUrl"
    | "actions"
    | "limitReplyRate"
    | "retention"
    | "webhookClient"
  >
>;

const keys = z.strictObject({
  appUrl: httpUrl.exactOptional(),
  publicUrl: httpOrigin.exactOptional(),
  media: z.strictObject({ openAccess: z.boolean().optional() }).exactOptional(),
  numbers: z.array(numberConfig).min(1).exactOptional(),
  services: z.array(serviceConfig).exactOptional(),
  rates: rateConfig.exactOptional(),
  prices: priceConfig.exactOptional(),
  reach: z
    .strictObject({
      permittedCountries: z.array(countryCode).optional(),
      mmsConverter: z.boolean().optional(),
      requireRegistration: z.boolean().optional(),
    })
    .exactOptional(),
  network: networkConfig.exactOptional(),
  alertWebhookUrl: appLocation.exactOptional(),
  actions: z.enum(["flow", "callback"]).exactOptional(),
  limitReplyRate: z.boolean().exactOptional(),
  retention: retentionConfig.exactOptional(),
  webhookClient: z
    .strictObject({ ca: z.string().optional(), verifyTls: z.boolean().optional() })
    .exactOptional(),
});

/**
 * The shape of a configuration file.
 *
 * @param appUrl where the app is, when the file does not say so.
 */
export function platformFile(appUrl: string | undefined): z.ZodType<PlatformFile> {
  return keys.superRefine((file, context) => {
    for (const { path, message } of findReferenceFaults({ appUrl, ...file })) {
      context.addIssue({ code: "custom", path: [...path], message });
    }
  });
}

/** The same as a JSON Schema, for editors. */
export function platformFileSchema(): object {
  return z.toJSONSchema(keys, { io: "input" });
}
