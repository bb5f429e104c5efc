import type { Account, Clock } from "@repartee/send-core";
import type { SqliteStore } from "@repartee/sqlite";
import type { PlatformConfig } from "../config/platform-config.ts";

/** What is known before the parts are put together. */
export interface Givens {
  readonly config: PlatformConfig;
  readonly store: SqliteStore;
  readonly account: Account;
  /** Where the server listens, such as `http://localhost:8025`. */
  readonly origin: string;
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
}
