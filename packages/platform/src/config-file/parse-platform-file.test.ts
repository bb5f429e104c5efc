import { roughConditions } from "@repartee/carriers";
import { defaultPriceRules, defaultRateRules } from "@repartee/send-core";
import { expect, test } from "vitest";
import { parsePlatformFile } from "./parse-platform-file.ts";
import { platformFileSchema } from "./platform-file.ts";

const file = "repartee.config.yaml";
const appUrl = "http://localhost:3000";

/** What is said of a file, line by line. */
function problems(text: string, app: string | undefined = appUrl): readonly string[] {
  try {
    parsePlatformFile(text, { file, appUrl: app });
  } catch (error) {
    expect(error).toMatchObject({ name: "ReparteeError", code: "config_invalid" });
    return error instanceof Error ? error.message.split("\n") : [];
  }
  return [];
}

test("what a file leaves out is as it is by default", () => {
  expect(parsePlatformFile("", { file })).toEqual({});
  const { rates, prices, network, numbers } = parsePlatformFile(
    `numbers:
  - address: +15005550006 # no quotes are needed for a plus
rates:
  senders: { long-code: { mmsPerSecond: 5 } }
  tiers: { "1-49": { carriers: { Verizon: { segmentsPerSecond: 9 } } } }
  accountMmsPerSecond: { short-code: 50 }
  maxQueueMs: 60000
prices:
  senders: { long-code: { sms: { out: 0.0123 } } }
network: { preset: rough, conditions: { loss: 0 } }`,
    { file },
  );
  expect(numbers).toEqual([{ address: "+15005550006" }]);
  const tier = defaultRateRules.tiers["1-49"];
  expect(rates).toEqual({
    ...defaultRateRules,
    maxQueueMs: 60_000,
    senders: {
      ...defaultRateRules.senders,
      "long-code": { segmentsPerSecond: 1, mmsPerSecond: 5 },
    },
    accountMmsPerSecond: { "long-code": 25, "toll-free": 25, "short-code": 50 },
    tiers: {
      ...defaultRateRules.tiers,
      "1-49": {
        ...tier,
        carriers: { ...tier?.carriers, Verizon: { segmentsPerSecond: 9, mmsPerSecond: 5 } },
      },
    },
  });
  const { senders } = defaultPriceRules;
  const sms = { out: 12_300, in: 8_300 };
  expect(prices).toEqual({
    ...defaultPriceRules,
    senders: { ...senders, "long-code": { ...senders["long-code"], sms } },
  });
  expect(network).toEqual({ conditions: { ...roughConditions, loss: 0 } });
});

test("a file adds countries to the published prices and overrides single ones", () => {
  const { prices } = parsePlatformFile(
    `prices:
  countries:
    MX: { long-code: { sms: { out: 0.1819 } } }
    GB: { long-code: { sms: { out: 0.06 } }, short-code: { sms: { out: 0.07, in: 0 } } }
  elsewhere: { alphanumeric: { sms: { out: 0.00829 } } }`,
    { file },
  );
  const { countries } = defaultPriceRules;
  expect(prices?.countries).toEqual({
    ...countries,
    MX: { "long-code": { sms: { out: 181_900 } } },
    GB: {
      ...countries.GB,
      "long-code": { sms: { out: 60_000, in: 7_500 }, mms: {} },
      "short-code": { sms: { out: 70_000, in: 0 } },
    },
  });
  expect(prices?.elsewhere).toEqual({ alphanumeric: { sms: { out: 8_290 } } });
  expect(() =>
    parsePlatformFile("prices: { countries: { MX: { long-code: { sms: { aut: 1 } } } } }", {
      file,
    }),
  ).toThrow(/expected a known key, got "aut"; did you mean "out"/);
});

test("empty rates and prices are those by default", () => {
  const { rates, prices } = parsePlatformFile('{ "rates": {}, "prices": {} }', { file });
  expect(rates).toEqual(defaultRateRules);
  expect(prices).toEqual(defaultPriceRules);
});

test.each([
  ["a: [", /^repartee\.config\.yaml:1:5 .*flow sequence/i],
  ["reach: {}\nreach: {}", "repartee.config.yaml:2:1 Map keys must be unique"],
  ["a: *b", "repartee.config.yaml:1:4 Nothing is named &b"],
  ["numbers: &all\n  - *all", "repartee.config.yaml:2:5 &all is within itself"],
  ["- 1", "repartee.config.yaml:1:1 expected keys with values, got [1]"],
  ["numbers: []\n", "repartee.config.yaml:1:10 numbers: expected a list of at least 1, got []"],
  ["numbers:\n", "repartee.config.yaml:1:1 numbers: expected a list, got nothing"],
  [
    "number: []",
    'repartee.config.yaml:1:1 number: expected a known key, got "number"; did you mean "numbers"?',
  ],
  [
    "reach:\n  allowed: []",
    'repartee.config.yaml:2:3 reach.allowed: expected one of permittedCountries, mmsConverter, requireRegistration, got "allowed"',
  ],
  [
    'numbers:\n  - adress: "+15005550006"',
    "repartee.config.yaml:2:5 numbers[0].address: expected a text, got nothing",
    'repartee.config.yaml:2:5 numbers[0].adress: expected a known key, got "adress"; did you mean "address"?',
  ],
  [
    "numbers:\n  - address: 12345",
    "repartee.config.yaml:2:14 numbers[0].address: expected a text, got 12345; put it into quotes",
  ],
  [
    'numbers: [{ address: "555" }]',
    'repartee.config.yaml:1:22 numbers[0].address: expected a number in E.164 form, a short code or a name of up to 11 letters and digits, got "555"',
  ],
  [
    "numbers: [{ address: ACME, type: long-code, webhookMethod: PSOT }]",
    'repartee.config.yaml:1:60 numbers[0].webhookMethod: expected GET or POST, got "PSOT"; did you mean "POST"?',
  ],
  [
    "numbers: [{ address: ACME, country: gb }]",
    'repartee.config.yaml:1:37 numbers[0].country: expected a country\'s ISO code, such as US, got "gb"',
  ],
  [
    "numbers: [{ address: ACME, type: long-code }]",
    'repartee.config.yaml:1:34 numbers[0].type: expected alphanumeric for ACME, got "long-code"',
  ],
  [
    "numbers: [{ address: ACME }, { address: ACME }]",
    'repartee.config.yaml:1:41 numbers[1].address: expected each number once, got "ACME" again',
  ],
  [
    "numbers: [{ address: +15005550006, campaign: MRKT }]\nrates: { campaigns: { MARKET: { tier: 1-50, brand: B, dailyTier: low } } }",
    'repartee.config.yaml:1:46 numbers[0].campaign: expected a campaign of rates.campaigns, got "MRKT"; did you mean "MARKET"?',
    'repartee.config.yaml:2:39 rates.campaigns.MARKET.tier: expected a tier of rates.tiers, got "1-50"; did you mean "1-49"?',
  ],
  [
    "rates: { senders: { long-code: { mmsPerSecond: 0 } }, maxQueueMs: 1.5 }",
    'repartee.config.yaml:1:48 rates.senders["long-code"].mmsPerSecond: expected a number above 0, got 0',
    "repartee.config.yaml:1:67 rates.maxQueueMs: expected a whole number, got 1.5",
  ],
  [
    "numbers: [{ address: ACME }]\nservices:\n  - friendlyName: Alerts\n    senders: [ACEM]",
    'repartee.config.yaml:4:15 services[0].senders[0]: expected an address of numbers, got "ACEM"; did you mean "ACME"?',
  ],
  [
    "numbers: [{ address: ACME }]\nservices: [{ friendlyName: A, senders: [ACME] }, { friendlyName: A, senders: [ACME] }]",
    "repartee.config.yaml:2:50 services[1]: expected a name or SID of its own, got that of another service",
    'repartee.config.yaml:2:79 services[1].senders[0]: expected a sender in one service at most, got "ACME" again',
  ],
  [
    "services: [{ friendlyName: A, senders: [], advancedOptOut: { standard: { optOut: { keywords: [HALT, halt], answer: Bye } } } }]",
    'repartee.config.yaml:1:60 services[0].advancedOptOut: expected words that fit together: "halt" is there twice for the standard.',
  ],
  [
    "services: [{ friendlyName: A, senders: [], sid: MG1 }]",
    'repartee.config.yaml:1:49 services[0].sid: expected MG and 32 hexadecimal digits, got "MG1"',
  ],
  [
    "network: { carriers: { Verizn: { loss: 2 } } }",
    'repartee.config.yaml:1:24 network.carriers.Verizn: expected a carrier of the simulated network, got "Verizn"',
  ],
  [
    "network: { conditions: { latency: { min: 5, max: 1 } } }",
    'repartee.config.yaml:1:35 network.conditions.latency: expected min, median and max in this order, got {"min":5,"max":1}',
  ],
  [
    "rates: { dailyCaps: [{ carrier: T-Mobile, tiers: {}, timeZone: Mars, code: 30027 }] }",
    'repartee.config.yaml:1:64 rates.dailyCaps[0].timeZone: expected a time zone, such as America/New_York, got "Mars"',
  ],
])("%j", (text, ...lines) => {
  const found = problems(text);
  expect(found).toHaveLength(lines.length);
  for (const [index, line] of lines.entries()) {
    if (typeof line === "string") expect(found[index]).toBe(line);
    else expect(found[index]).toMatch(line);
  }
});

test("paths need an app", () => {
  const text = "numbers: [{ address: +15005550006, webhookUrl: /sales }]";
  expect(parsePlatformFile(text, { file, appUrl }).numbers).toMatchObject([
    { webhookUrl: "/sales" },
  ]);
  expect(problems(`appUrl: ${appUrl}\n${text}`)).toEqual([]);
  expect(() => parsePlatformFile(text, { file })).toThrow(
    'repartee.config.yaml:1:48 numbers[0].webhookUrl: expected an http(s) URL as there is no appUrl, got "/sales"',
  );
});

test("what an alias stands for is found at its place", () => {
  const text = "network:\n  latency: &slow { min: 9, max: 1 }\n  conditions: { lateness: *slow }";
  expect(problems(text)).toEqual([
    expect.stringMatching(/^repartee\.config\.yaml:2:18 network\.latency: /),
    expect.stringMatching(/^repartee\.config\.yaml:3:27 network\.conditions\.lateness: /),
  ]);
});

test("editors get a JSON Schema", () => {
  expect(platformFileSchema()).toMatchObject({
    type: "object",
    additionalProperties: false,
    properties: {
      numbers: { items: { required: ["address"] } },
      rates: { properties: { maxQueueMs: { default: defaultRateRules.maxQueueMs } } },
    },
  });
});
