const names: Readonly<Record<string, string>> = {
  Addresses: "Address",
  AvailablePhoneNumbers: "Country",
  Media: "Media",
  Records: "UsageRecord",
  Triggers: "UsageTrigger",
};

/** By a segment further up the path, which is followed by kinds or periods. */
const parents: readonly (readonly [segment: string, name: string])[] = [
  ["/AvailablePhoneNumbers/{CountryCode}/", "AvailablePhoneNumber"],
  ["/IncomingPhoneNumbers/", "IncomingPhoneNumber"],
  ["/Usage/Records/", "UsageRecord"],
];

/** The XML element of one record of a path of the 2010 API, such as `Message` of `…/Messages`. */
export function xmlRecordName(path: string): string {
  const above = parents.find(([segment]) => path.includes(segment));
  if (above) return above[1];
  const last = path.split("/").findLast((part) => !part.startsWith("{")) ?? "";
  return names[last] ?? last.replace(/s$/, "");
}
