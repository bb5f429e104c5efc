import { codes } from "zipcodes/lib/codes.js";

const byCity = new Map();
for (const record of Object.values(codes)) {
  const name = cityName(record.city, record.state);
  byCity.set(name, [...(byCity.get(name) ?? []), record]);
}

/** All ZIP codes of a city of the United States, the one to name first, and the middle of the city. */
export function zipCodesOf(city, state) {
  const records = byCity.get(cityName(city, state)) ?? [];
  const located = records.filter(({ latitude, longitude }) => latitude && longitude);
  if (city === "" || located.length === 0) return { zips: [], at: "" };
  // Several codes at one point are post-office boxes and large firms, not parts of the city.
  const alone = located.filter(
    (record) => !located.some((other) => other !== record && isSamePoint(other, record)),
  );
  const parts = alone.length > 0 ? alone : located;
  const [first] = parts.map(({ zip }) => zip).toSorted();
  const others = records.map(({ zip }) => zip).filter((zip) => zip !== first);
  const at = [median(parts, "latitude"), median(parts, "longitude")].join(",");
  return { zips: [first, ...others.toSorted()], at };
}

function cityName(city, state) {
  const plain = city
    .toUpperCase()
    .replaceAll(".", "")
    .replaceAll("'", "")
    .replace(/^ST /, "SAINT ")
    .replace(/^MT /, "MOUNT ")
    .replace(/^FT /, "FORT ")
    .replace(/ HTS$/, " HEIGHTS");
  return `${plain}, ${state}`;
}

function isSamePoint(a, b) {
  return a.latitude === b.latitude && a.longitude === b.longitude;
}

/** In degrees with three decimals: some 100 metres. */
function median(records, coordinate) {
  const values = records.map((record) => Number(record[coordinate])).toSorted((a, b) => a - b);
  return Number(values[Math.floor(values.length / 2)].toFixed(3));
}
