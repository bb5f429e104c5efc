/**
 * Reads a name of the source, such as `San Francisco, CA`, `California` or `Athens/Piraeus`. Where it
 * names several places, or cannot tell them apart, the city is empty.
 */
export function splitPlaceName(callingCode, name) {
  if (callingCode === "1") return northAmerican(name);
  const [, city = name, state = ""] = /^(.*?)(?:, | - )([^,]*)$/.exec(name) ?? [];
  if (isSeveral(name)) return { city: "", state: isSeveral(state) ? "" : plain(state) };
  if (state === "" && isRegion(callingCode, city)) return { city: "", state: plain(city) };
  return { city: plain(city), state: plain(state) };
}

function northAmerican(name) {
  if (name.startsWith("Washington D.C.")) return { city: "Washington", state: "DC" };
  const state = stateCodes[name];
  if (state) return { city: "", state };
  const [, city, code] = /^(.*), ([A-Z]{2})$/.exec(name) ?? [];
  if (city) return { city: isSeveral(city) ? "" : plain(city), state: code };
  if (isSeveral(name)) return { city: "", state: "" };
  return isRegion("1", name) ? { city: "", state: plain(name) } : { city: plain(name), state: "" };
}

const isSeveral = (name) => /[/&]| and |, .*, /.test(name);

const region = /\b(region|province|district|county|state|canton|department|island|islands)\b/i;
const regions = {
  55: /^(Acre|Alagoas|Amapá|Amazonas|Bahia|Ceará|Esp[ií]rito Santo|Goiás|Maranhão|Mato Grosso.*|Minas Gerais|Pará|Paraíba|Paraná|Pernambuco|Piauí|Rio Grande do .*|Rondônia|Roraima|Santa Catarina|Sergipe|Tocantins)$/,
  61: /^(New South Wales|Victoria|Queensland|South Australia|Western Australia|Tasmania|Northern Territory|Australian Capital Territory)/,
};

function isRegion(callingCode, name) {
  return region.test(name) || regions[callingCode]?.test(name) === true;
}

/** Bars separate the columns of the tables. */
function plain(name) {
  return name.replaceAll("|", " ").trim();
}

const stateCodes = Object.fromEntries(
  `Alabama AL,Alaska AK,Arizona AZ,Arkansas AR,California CA,Colorado CO,Connecticut CT,Delaware DE,
Florida FL,Georgia GA,Hawaii HI,Idaho ID,Illinois IL,Indiana IN,Iowa IA,Kansas KS,Kentucky KY,
Louisiana LA,Maine ME,Maryland MD,Massachusetts MA,Michigan MI,Minnesota MN,Mississippi MS,
Missouri MO,Montana MT,Nebraska NE,Nevada NV,New Hampshire NH,New Jersey NJ,New Mexico NM,
New York NY,North Carolina NC,North Dakota ND,Ohio OH,Oklahoma OK,Oregon OR,Pennsylvania PA,
Puerto Rico PR,Rhode Island RI,South Carolina SC,South Dakota SD,Tennessee TN,Texas TX,Utah UT,
Vermont VT,Virginia VA,Washington State WA,West Virginia WV,Wisconsin WI,Wyoming WY,Alberta AB,
British Columbia BC,British Colombia BC,Manitoba MB,New Brunswick NB,Newfoundland and Labrador NL,
Nova Scotia NS,Northwest Territories NT,Nunavut NU,Ontario ON,Prince Edward Island PE,Quebec QC,
Saskatchewan SK,Yukon YT`
    .split(/,\s*/)
    .map((entry) => [entry.slice(0, -3), entry.slice(-2)]),
);
