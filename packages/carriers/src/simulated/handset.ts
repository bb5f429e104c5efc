import type { LineFacts } from "@repartee/send-core";
import type { CarrierProfile } from "./carrier-profile.ts";
import { magicHandset } from "./magic-handset.ts";

/** What the simulated network knows of a number. */
export interface Handset {
  /** E.164. */
  readonly number: string;
  /** ISO 3166-1; `undefined` for countries without a carrier of this network. */
  readonly country: string | undefined;
  readonly carrier: CarrierProfile;
  /** The network says so; of other numbers it knows no more than their numbering plan. */
  readonly isLandline: boolean;
  readonly line: LineFacts;
}

interface Country {
  readonly callingCode: string;
  readonly carriers: readonly CarrierProfile[];
}

/** A carrier: its share of the country's handsets, and its code: MCC and MNC as ITU-T E.212 has them. */
type CarrierEntry = readonly [share: number, network: `${number}-${number}`];

// Each carrier takes its own time, and none longer than the conditions of all say.
const carriers = (entries: Readonly<Record<string, CarrierEntry>>): CarrierProfile[] =>
  Object.entries(entries).map(([name, [share, network]], index) => ({
    name,
    network,
    share,
    pace: 1 - (index % 4) / 10,
  }));

// Shares are rough, and only for variety. A carrier with several network codes has its best known one
// here: ITU, "Mobile Network Codes (MNC) for the international identification plan", www.itu.int/pub/T-SP-E.212B.
const countries: Readonly<Record<string, Country>> = {
  US: {
    callingCode: "1",
    carriers: carriers({
      Verizon: [36, "311-480"],
      "T-Mobile": [33, "310-260"],
      "AT&T": [28, "310-410"],
      "US Cellular": [2, "311-580"],
      Cellcom: [0.5, "310-600"],
      "C Spire": [0.5, "311-230"],
    }),
  },
  CA: {
    callingCode: "1",
    carriers: carriers({
      Rogers: [32, "302-720"],
      Bell: [29, "302-610"],
      Telus: [29, "302-220"],
      Freedom: [10, "302-490"],
    }),
  },
  AU: {
    callingCode: "61",
    carriers: carriers({
      Telstra: [48, "505-01"],
      Optus: [32, "505-02"],
      "Vodafone AU": [20, "505-03"],
    }),
  },
  GB: {
    callingCode: "44",
    carriers: carriers({
      EE: [35, "234-30"],
      O2: [30, "234-10"],
      "Vodafone UK": [20, "234-15"],
      Three: [15, "234-20"],
    }),
  },
  DE: {
    callingCode: "49",
    carriers: carriers({
      Telekom: [38, "262-01"],
      "Vodafone DE": [32, "262-02"],
      "O2 Telefónica": [30, "262-03"],
    }),
  },
  FR: {
    callingCode: "33",
    carriers: carriers({
      Orange: [38, "208-01"],
      SFR: [24, "208-10"],
      Bouygues: [20, "208-20"],
      Free: [18, "208-15"],
    }),
  },
  MX: {
    callingCode: "52",
    carriers: carriers({
      Telcel: [62, "334-020"],
      "AT&T México": [18, "334-050"],
      Movistar: [20, "334-030"],
    }),
  },
  BR: {
    callingCode: "55",
    carriers: carriers({ Vivo: [39, "724-06"], Claro: [34, "724-05"], TIM: [27, "724-02"] }),
  },
  IN: {
    callingCode: "91",
    carriers: carriers({ Jio: [42, "405-840"], Airtel: [36, "404-10"], Vi: [22, "404-11"] }),
  },
  JP: {
    callingCode: "81",
    carriers: carriers({ docomo: [44, "440-10"], au: [31, "440-50"], SoftBank: [25, "440-20"] }),
  },
};

// The North American area codes that are Canadian.
const canadian = new Set(
  (
    "204 226 236 249 250 257 263 289 306 343 354 365 367 368 382 403 416 418 428 431 437 438 450 " +
    "468 474 506 514 519 548 579 581 584 587 604 613 639 647 672 683 705 709 742 753 778 780 782 " +
    "807 819 825 867 873 879 902 905 942"
  ).split(" "),
);

// Those of the islands, which are countries and territories with carriers of their own.
const insular = new Set(
  (
    "242 246 264 268 284 340 345 441 473 649 658 664 670 671 684 721 758 767 784 787 809 829 849 " +
    "868 869 876 939"
  ).split(" "),
);

const elsewhere: CarrierProfile = { name: "a foreign carrier", share: 1, pace: 1 };

/** The handset of a number: its carrier is drawn from its country's, and is always the same. */
export function handsetOf(number: string): Handset {
  const country = countryOf(number);
  const choice = country === undefined ? [elsewhere] : (countries[country]?.carriers ?? []);
  const errorCode = undeliveredCode(number);
  const { reassignedAt, simSwappedAt } = magicHandset(number) ?? {};
  return {
    number,
    country,
    carrier: draw(choice, number),
    isLandline: errorCode === 30006,
    line: { status: statuses[errorCode ?? 0] ?? "active", reassignedAt, simSwappedAt },
  };
}

// By the code with which messages to the handset end.
const statuses: Readonly<Record<number, LineFacts["status"]>> = {
  30003: "unreachable",
  30005: "inactive",
};

/** The network's carriers of a country. */
export function carriersOf(country: string): readonly CarrierProfile[] {
  return countries[country]?.carriers ?? [];
}

/** The names of all carriers that the network has. */
export const carrierNames: readonly string[] = [
  ...Object.values(countries),
  { carriers: [elsewhere] },
]
  .flatMap(({ carriers }) => carriers)
  .map(({ name }) => name);

function undeliveredCode(number: string): number | undefined {
  const fate = magicHandset(number)?.fate;
  return fate?.kind === "undelivered" ? fate.errorCode : undefined;
}

function countryOf(number: string): string | undefined {
  if (number.startsWith("+1")) {
    const area = number.slice(2, 5);
    if (insular.has(area)) return undefined;
    return canadian.has(area) ? "CA" : "US";
  }
  return Object.keys(countries).find((country) =>
    number.startsWith(`+${countries[country]?.callingCode}`),
  );
}

function draw(choice: readonly CarrierProfile[], number: string): CarrierProfile {
  const total = choice.reduce((sum, { share }) => sum + share, 0);
  let left = spread(number) * total;
  for (const carrier of choice) {
    left -= carrier.share;
    if (left < 0) return carrier;
  }
  return choice.at(-1) ?? elsewhere;
}

/** A number from 0 to 1 (exclusive) for a text (FNV-1a, with its bits mixed once more). */
function spread(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
}
