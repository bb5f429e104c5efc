/** A block of numbers outside North America that are assigned to nobody. */
export interface FictionalBlock {
  readonly country: string;
  readonly kind: "Local" | "Mobile" | "TollFree";
  /** E.164, up to the digits that vary. */
  readonly start: string;
  /** The first and the last ending. */
  readonly from: string;
  readonly to: string;
}

/** Blocks that the authorities of some countries keep free for films and broadcasts. */
export const fictionalBlocks: readonly FictionalBlock[] = [
  // Ofcom, "Telephone numbers for use in TV and radio drama programmes", ofcom.org.uk.
  ...[
    ...["+44113496", "+44114496", "+44115496", "+44116496", "+44117496", "+44118496", "+44121496"],
    ...["+44131496", "+44141496", "+44151496", "+44161496", "+44191498", "+44207946", "+44292018"],
  ].map((start) => ({ country: "GB", kind: "Local", start, from: "0000", to: "0999" }) as const),
  { country: "GB", kind: "Local", start: "+44163296", from: "0000", to: "0999" },
  { country: "GB", kind: "Mobile", start: "+44770090", from: "0000", to: "0999" },
  { country: "GB", kind: "TollFree", start: "+44808157", from: "0000", to: "0999" },
  // ACMA, "Phone numbers for use in TV shows, films and creative works", acma.gov.au.
  ...["+612", "+613", "+617", "+618"].flatMap((area) =>
    ["5550", "7010"].map(
      (exchange) =>
        ({
          country: "AU",
          kind: "Local",
          start: area + exchange,
          from: "0000",
          to: "9999",
        }) as const,
    ),
  ),
  { country: "AU", kind: "Mobile", start: "+6149157", from: "0156", to: "0159" },
  { country: "AU", kind: "TollFree", start: "+611800975", from: "707", to: "711" },
  // Arcep, decision 2009-0802 on numbers for audiovisual works, arcep.fr.
  ...["+3319900", "+3326191", "+3335301", "+3346571", "+3353649"].map(
    (start) => ({ country: "FR", kind: "Local", start, from: "0000", to: "9999" }) as const,
  ),
  { country: "FR", kind: "Mobile", start: "+3363998", from: "0000", to: "9999" },
  // Bundesnetzagentur, "Rufnummern für Medienproduktionen", bundesnetzagentur.de.
  ...["+493023125", "+496990009", "+494066969", "+492214710", "+498999998"].map(
    (start) => ({ country: "DE", kind: "Local", start, from: "000", to: "999" }) as const,
  ),
  { country: "DE", kind: "Mobile", start: "+491713920", from: "000", to: "099" },
  // PTS, "Telefonnummer för användning i böcker och filmer", pts.se.
  { country: "SE", kind: "Local", start: "+46313900", from: "600", to: "699" },
  { country: "SE", kind: "Local", start: "+46406280", from: "400", to: "499" },
  { country: "SE", kind: "Local", start: "+468465004", from: "00", to: "99" },
  { country: "SE", kind: "Mobile", start: "+46701740", from: "605", to: "699" },
];
