import { type AccountSid, isE164, isShortCode, isSid, ReparteeError } from "@repartee/protocol";
import type { OptOut, OptOutList } from "../../ports/storage/opt-out-list.ts";

const PAGE = 1_000;
const header = "scope,recipient,since";

/**
 * Writes the list of an account as CSV: `scope` is a number or the SID of a Messaging Service, `since`
 * a time in ISO 8601.
 */
export async function* exportOptOuts(
  list: Pick<OptOutList, "list">,
  accountSid: AccountSid,
): AsyncGenerator<string> {
  yield `${header}\n`;
  let after: OptOut | undefined;
  do {
    const page = await list.list({ accountSid, limit: PAGE, after });
    for (const { scope, recipient, at } of page) {
      yield `${scope},${recipient},${new Date(at).toISOString()}\n`;
    }
    after = page.length === PAGE ? page.at(-1) : undefined;
  } while (after);
}

/**
 * Adds the entries of a CSV text to the list of an account, all or none. Those that are known stay as
 * they are. Returns how many are new.
 *
 * @throws ReparteeError `opt_outs_invalid` with the line that cannot be read.
 */
export async function importOptOuts(
  list: Pick<OptOutList, "add">,
  accountSid: AccountSid,
  csv: string,
): Promise<number> {
  const [first = "", ...lines] = csv.replace(/^\uFEFF/, "").split(/\r?\n/);
  if (first.trim() !== header) throw invalid(1, `expected the header ${header}`);
  const optOuts = lines.flatMap((line, index) =>
    line.trim() === "" ? [] : [readLine(line, index + 2, accountSid)],
  );
  return list.add(optOuts);
}

// No value can hold a comma, so there is nothing to be quoted.
function readLine(line: string, number: number, accountSid: AccountSid): OptOut {
  const [scope = "", recipient = "", since = "", ...rest] = line.split(",").map((s) => s.trim());
  if (rest.length > 0) throw invalid(number, `expected three values, got ${rest.length + 3}`);
  if (!isE164(scope) && !isShortCode(scope) && !isSid(scope, "MG")) {
    throw invalid(number, "expected scope to be a number or the SID of a Messaging Service");
  }
  if (!isE164(recipient)) throw invalid(number, "expected recipient in E.164 form");
  const at = Date.parse(since);
  if (!/^\d{4}-\d\d-\d\dT/.test(since) || Number.isNaN(at)) {
    throw invalid(number, "expected since as a time in ISO 8601, such as 2026-01-31T12:00:00Z");
  }
  return { accountSid, scope, recipient, at, messageSid: null };
}

function invalid(line: number, sentence: string): ReparteeError {
  return new ReparteeError("opt_outs_invalid", `Line ${line}: ${sentence}.`);
}
