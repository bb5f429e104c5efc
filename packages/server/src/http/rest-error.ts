import { codeEntry } from "@repartee/protocol";

/** What a client did wrong, as the API answers it. */
export class RestError extends Error {
  override readonly name = "RestError";
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** HTTP statuses of the codes that are not a plain 400. */
const httpStatus: Readonly<Record<number, number>> = {
  20003: 401,
  20005: 403,
  20008: 403,
  20403: 403,
  21701: 404,
  21710: 409,
  21712: 409,
  20004: 405,
  20404: 404,
  20409: 409,
  20413: 413,
  20415: 415,
  20422: 422,
  20429: 429,
  20500: 500,
  20503: 503,
};

/** The HTTP status of a documented code; 400 for most refusals of a request. */
export function statusOf(code: number): number {
  return httpStatus[code] ?? 400;
}

/** The JSON body of an error. */
export interface RestErrorBody {
  readonly code: number;
  readonly message: string;
  readonly more_info: string;
  readonly status: number;
}

/** Writes an error as the platform's clients read it. */
export function toErrorBody(code: number, message: string): RestErrorBody {
  return {
    code,
    message: message || (codeEntry(code)?.title ?? "Error"),
    more_info: `https://www.twilio.com/docs/errors/${code}`,
    status: statusOf(code),
  };
}
