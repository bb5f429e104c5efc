import { type PhoneNumber, parsePhoneNumberFromString } from "libphonenumber-js/core";
import data from "libphonenumber-js/metadata.min";

/**
 * The recipient in E.164 form. Without its country's code it is a number of the sender's country, in
 * any form that is dialled there; what cannot be one stays as it is.
 */
export function recipient(to: string, from: string): string {
  if (to.startsWith("+") || !from.startsWith("+")) return to;
  const calling = read(from)?.countryCallingCode;
  const number = calling === undefined ? undefined : read(to, calling);
  return number?.isPossible() && number.ext === undefined ? number.number : to;
}

function read(text: string, defaultCallingCode?: string): PhoneNumber | undefined {
  // All of it is to be the number: by default one is looked for in the text.
  const options = { extract: false, ...(defaultCallingCode && { defaultCallingCode }) };
  return parsePhoneNumberFromString(text, options, data);
}
