import { isMessageSid, isSid, type MessageSid } from "@repartee/protocol";
import type { Clock, Configuration } from "@repartee/send-core";
import type { Request } from "express";
import type { Caller } from "../../auth/authenticate.ts";
import type { Found } from "../../http/find-operation.ts";

export interface MediaAccessParts {
  readonly configuration: Configuration;
  readonly clock: Clock;
  /**
   * Serves the bytes of media without credentials, as accounts with "HTTP Basic authentication for
   * media" turned off do. Default: false.
   */
  readonly openMedia?: boolean | undefined;
  /**
   * Called once for each message whose media was requested without credentials, refused, and not
   * requested with credentials within a second. Default: there is no notice.
   */
  readonly onMediaRefused?: ((messageSid: MessageSid) => void) | undefined;
}

/** Who may fetch the bytes of media. */
export interface MediaAccess {
  /** The account whose open media is requested; `undefined`: credentials are needed. */
  caller(found: Found): Promise<Caller | undefined>;
  /** The request was refused for its credentials. */
  refused(found: Found, req: Request): void;
  /** The request was served. */
  served(found: Found): void;
}

// HTTP clients that wait for a challenge repeat their request at once.
const GRACE_MS = 1_000;
const MAX_REMEMBERED = 1_000;

/** Makes the rule for media. */
export function createMediaAccess(parts: MediaAccessParts): MediaAccess {
  const { configuration, clock, openMedia = false, onMediaRefused } = parts;
  /** Cancels the notice of a message; `undefined`: there was one. */
  const refused = new Map<string, (() => void) | undefined>();

  return {
    async caller(found) {
      if (!openMedia || !isMediaBytes(found)) return undefined;
      const caller = await configuration.accounts.find(found.path.AccountSid ?? "");
      return caller && { caller, isKey: false };
    },
    refused(found, { headers }) {
      const { MessageSid: sid } = found.path;
      if (!onMediaRefused || !isMediaBytes(found) || !isMessageSid(sid)) return;
      if (headers.authorization !== undefined || refused.has(sid)) return;
      const [oldest] = refused.keys();
      if (refused.size === MAX_REMEMBERED && oldest !== undefined) refused.delete(oldest);
      const cancel = clock.at(clock.now() + GRACE_MS, () => {
        refused.set(sid, undefined);
        onMediaRefused(sid);
      });
      refused.set(sid, cancel);
    },
    served({ path: { MessageSid: sid = "" } }) {
      refused.get(sid)?.();
      refused.delete(sid);
    },
  };
}

function isMediaBytes({ operation, path, format }: Found): boolean {
  const isMedia = operation.path.endsWith("/Messages/{MessageSid}/Media/{Sid}");
  return isMedia && operation.method === "GET" && format === "none" && isSid(path.Sid, "ME");
}
