/** A request as any host can describe it; nothing is parsed yet. */
export interface WebhookRequest {
  readonly method: string;
  /** Path and query exactly as they stand in the request line. */
  readonly target: string;
  /** A header's value by its lower-case name; `:authority` is that of HTTP/2. */
  header(name: string): string | undefined;
  /** Reads the bytes of the body as they came; empty for a GET. Called once at most. */
  body(): Promise<Uint8Array>;
}

/** What the host is to answer. */
export interface WebhookResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
