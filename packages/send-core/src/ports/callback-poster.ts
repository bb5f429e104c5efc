/** A status callback, written and signed. */
export interface CallbackRequest {
  readonly url: string;
  readonly method: "GET" | "POST";
  /** Name and value pairs in the order to be sent. */
  readonly params: readonly (readonly [string, string])[];
  /** Signs the request. */
  readonly authToken: string;
}

/** How one attempt ended: with an answer, or with the documented code of why there was none. */
export interface CallbackOutcome {
  readonly httpStatus: number | null;
  readonly errorCode: number | null;
}

/** Posts status callbacks, within the platform's time limits. Never throws for what a server does. */
export interface CallbackPoster {
  post(request: CallbackRequest): Promise<CallbackOutcome>;
}
