/** What tells who has last written a resource. Times are milliseconds since the epoch. */
export interface Seeded {
  /** What a start has said of it; none of one that the API has made. */
  readonly given?: string | null | undefined;
  readonly dateCreated: number;
  readonly dateUpdated: number;
}

/** Is a resource as a start has made it? */
export function isUntouched({ given, dateCreated, dateUpdated }: Seeded): boolean {
  return typeof given === "string" && dateUpdated === dateCreated;
}
