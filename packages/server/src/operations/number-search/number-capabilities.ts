/** What a number can do; its calls and faxes come to nothing here. */
export interface Capabilities {
  readonly voice: boolean;
  readonly sms: boolean;
  readonly mms: boolean;
  readonly fax: boolean;
}

/**
 * What the numbers of a country can do. Apps that search for numbers with voice and SMS find some,
 * though calls are not simulated.
 */
export function capabilitiesOf(country: string): Capabilities {
  const hasMms = country === "US" || country === "CA";
  return { voice: true, sms: true, mms: hasMms, fax: false };
}
