import { ReparteeError } from "@repartee/protocol";
import { messages } from "../migrations/0001-messages.ts";
import { exchangesAndSettings } from "../migrations/0002-exchanges-and-settings.ts";
import { lifeOfAMessage } from "../migrations/0003-life-of-a-message.ts";
import { oneQueue } from "../migrations/0004-one-queue.ts";
import { alerts } from "../migrations/0005-alerts.ts";
import { cookies } from "../migrations/0006-cookies.ts";
import { shortLinks } from "../migrations/0007-short-links.ts";
import { groupMessages } from "../migrations/0008-group-messages.ts";
import { optOuts } from "../migrations/0009-opt-outs.ts";
import { configuration } from "../migrations/0010-configuration.ts";
import { whatBelongsToAMessage } from "../migrations/0011-what-belongs-to-a-message.ts";
import { usageOfRemovedMessages } from "../migrations/0012-usage-of-removed-messages.ts";
import { groupsOfMessages } from "../migrations/0013-group-messages.ts";
import { accountEvents } from "../migrations/0014-account-events.ts";
import { payloadFingerprints } from "../migrations/0015-payload-fingerprints.ts";
import { handsetCopies } from "../migrations/0016-handset-copies.ts";
import { singleCookies } from "../migrations/0017-single-cookies.ts";
import { useOfStickySenders } from "../migrations/0018-use-of-sticky-senders.ts";
import type { Database } from "./database.ts";

const migrations: readonly string[] = [
  messages,
  exchangesAndSettings,
  lifeOfAMessage,
  oneQueue,
  alerts,
  cookies,
  shortLinks,
  groupMessages,
  optOuts,
  configuration,
  whatBelongsToAMessage,
  usageOfRemovedMessages,
  groupsOfMessages,
  accountEvents,
  payloadFingerprints,
  handsetCopies,
  singleCookies,
  useOfStickySenders,
];

/** The schema that this version writes. */
export const newestSchema: number = migrations.length;

/**
 * Brings the file to the newest schema, each step in a transaction of its own.
 *
 * @throws ReparteeError `data_too_new` when a newer version of this package has written the file.
 */
export function migrate(db: Database): void {
  const version = Number(db.prepare("pragma user_version").get()?.[0]);
  if (version > migrations.length) {
    throw new ReparteeError(
      "data_too_new",
      `The data has schema ${version}, this version knows ${migrations.length}: update the package.`,
    );
  }
  for (const [index, sql] of migrations.entries()) {
    if (index >= version)
      db.exec(`begin immediate; ${sql} pragma user_version = ${index + 1}; commit`);
  }
}
