/** What went wrong, as a stable word or as the platform's own number (21211, 12100 …). */
export type ErrorCode = string | number;

export interface ReparteeErrorOptions {
  /** The error that led to this one. */
  readonly cause?: unknown;
  /** Facts for the reader of a log; never a token, a message body or a whole phone number. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/**
 * The one error class of every Repartee package.
 *
 * Tell errors apart by `name` and `code` (or {@link isReparteeError}), not by `instanceof`:
 * two installed copies of this package make two classes.
 */
export class ReparteeError extends Error {
  override readonly name = "ReparteeError";
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, options: ReparteeErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.details = options.details ?? {};
  }
}

/** Is this a {@link ReparteeError} (from any installed copy), and, if given, one with this code? */
export function isReparteeError(error: unknown, code?: ErrorCode): error is ReparteeError {
  if (!(error instanceof Error) || error.name !== "ReparteeError" || !("code" in error))
    return false;
  return code === undefined || error.code === code;
}
