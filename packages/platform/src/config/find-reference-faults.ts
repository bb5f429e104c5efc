import { defaultRateRules, type RateRules } from "@repartee/send-core";
import { appPaths, type Located } from "./app-locations.ts";
import { quote } from "./fields.ts";
import { likeOneOf } from "./likely-meant.ts";
import type { NumberConfig } from "./number-config.ts";
import { type ServiceConfig, serviceSid } from "./service-config.ts";

/** What of a configuration refers to other parts of it. */
export interface Referring extends Located {
  readonly appUrl?: string | undefined;
  readonly publicUrl?: string | undefined;
  readonly rates?: RateRules | undefined;
}

/** Something that does not fit to the rest. */
export interface ReferenceFault {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Names of what is nowhere, and what is there twice. */
export function findReferenceFaults(config: Referring): readonly ReferenceFault[] {
  const { numbers = [], services = [], rates = defaultRateRules } = config;
  return [
    ...repeated(numbers.map(({ address }) => address)).map(({ index, value }) => ({
      path: ["numbers", index, "address"],
      message: `expected each number once, got ${quote(value)} again`,
    })),
    ...campaignFaults(numbers, rates),
    ...serviceFaults(services, numbers),
    ...rateFaults(rates),
    ...pathFaults(config),
    ...publicUrlFaults(config),
  ];
}

function campaignFaults(numbers: readonly NumberConfig[], rates: RateRules): ReferenceFault[] {
  const known = Object.keys(rates.campaigns);
  return numbers.flatMap(({ campaign }, index) =>
    unknown(["numbers", index, "campaign"], "a campaign of rates.campaigns", campaign, known),
  );
}

function serviceFaults(
  services: readonly ServiceConfig[],
  numbers: readonly NumberConfig[],
): ReferenceFault[] {
  const addresses = numbers.map(({ address }) => address);
  const members = services.flatMap(({ senders }, service) =>
    senders.map((address, index) => ({ address, path: ["services", service, "senders", index] })),
  );
  return [
    ...repeated(services.map(serviceSid)).map(({ index }) => ({
      path: ["services", index],
      message: "expected a name or SID of its own, got that of another service",
    })),
    ...members.flatMap(({ address, path }) =>
      unknown(path, "an address of numbers", address, addresses),
    ),
    ...repeated(members.map(({ address }) => address)).map(({ index, value }) => ({
      path: members[index]?.path ?? [],
      message: `expected a sender in one service at most, got ${quote(value)} again`,
    })),
  ];
}

function rateFaults({ campaigns, tiers, dailyCaps }: RateRules): ReferenceFault[] {
  const dailyTiers = dailyCaps.flatMap((cap) => Object.keys(cap.tiers));
  return Object.entries(campaigns).flatMap(([name, { tier, dailyTier }]) => {
    const path = ["rates", "campaigns", name];
    return [
      ...unknown([...path, "tier"], "a tier of rates.tiers", tier, Object.keys(tiers)),
      ...unknown([...path, "dailyTier"], "a tier of rates.dailyCaps", dailyTier, dailyTiers),
    ];
  });
}

/** Paths of the app, where nobody has said where the app is. */
function pathFaults(config: Referring): ReferenceFault[] {
  if (config.appUrl !== undefined) return [];
  return appPaths(config).map(({ path, value }) => ({
    path,
    message: `expected an http(s) URL as there is no appUrl, got ${quote(value)}`,
  }));
}

function publicUrlFaults({ publicUrl, appUrl }: Referring): ReferenceFault[] {
  if (publicUrl === undefined || appUrl !== undefined) return [];
  const message =
    "expected an appUrl besides: where the app listens, such as http://localhost:3000";
  return [{ path: ["publicUrl"], message }];
}

function unknown(
  path: readonly (string | number)[],
  what: string,
  name: string | undefined,
  known: readonly string[],
): ReferenceFault[] {
  if (name === undefined || known.includes(name)) return [];
  return [{ path, message: `expected ${what}, got ${quote(name)}${likeOneOf(name, known)}` }];
}

function repeated(values: readonly string[]): { index: number; value: string }[] {
  return values.flatMap((value, index) =>
    values.indexOf(value) === index ? [] : [{ index, value }],
  );
}
