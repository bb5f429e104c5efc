import { readPhoneNumber } from "@repartee/protocol";
import { RestError } from "../../http/rest-error.ts";

/**
 * The number that test credentials buy; nothing is stored. Its rules are documented: Twilio, "Test
 * credentials", twilio.com/docs/iam/test-credentials.
 *
 * @throws RestError 21421, 21422 or 21452, as the magic numbers and area codes say.
 */
export function testPurchase(written: string | undefined, areaCode: string | undefined): string {
  if (written) {
    const phoneNumber = readPhoneNumber(written) ?? written;
    if (phoneNumber === VALID) return phoneNumber;
    if (phoneNumber === TAKEN) {
      throw new RestError(21422, `${phoneNumber} stands for a number that is not available.`);
    }
    throw new RestError(
      21421,
      `${phoneNumber} is not a valid number for test credentials; they buy ${VALID}.`,
    );
  }
  if (!areaCode) throw new RestError(21451, "Give a PhoneNumber or an AreaCode.");
  if (areaCode === VALID_AREA) return VALID;
  throw new RestError(
    21452,
    `Test credentials find no numbers in the area code ${areaCode}; they find one in ${VALID_AREA}.`,
  );
}

const VALID = "+15005550006";
const TAKEN = "+15005550000";
const VALID_AREA = "500";
