import type { AccountSid, ErrorLevel } from "@repartee/protocol";
import type { Alert, AlertSid } from "../debugger/alert.ts";

/** Which alerts of one account to list; newest first. */
export interface AlertQuery {
  readonly accountSid: AccountSid;
  readonly level?: ErrorLevel | undefined;
  /** Inclusive, milliseconds since the epoch. */
  readonly since?: number | undefined;
  /** Exclusive, milliseconds since the epoch. */
  readonly until?: number | undefined;
  /** At most this many. */
  readonly limit: number;
  /** The next ones, older than this alert. */
  readonly after?: AlertSid | undefined;
  /** The nearest ones that are newer than this alert. */
  readonly before?: AlertSid | undefined;
}

/** The debugger's list of warnings and errors, to be read. */
export interface Alerts {
  /** Newest first. */
  list(query: AlertQuery): Promise<readonly Alert[]>;
  /** `undefined` also for an alert of another account. */
  find(accountSid: AccountSid, sid: AlertSid): Promise<Alert | undefined>;
}

/** Keeps the alerts. */
export interface AlertStore extends Alerts {
  /** Adds them in this order, the last one being the newest. */
  add(alerts: readonly Alert[]): Promise<void>;
}
