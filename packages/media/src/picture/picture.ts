/** A picture that this package has made. */
export interface Picture {
  readonly contentType: string;
  readonly bytes: Uint8Array;
  /** Pixels. */
  readonly width: number;
  /** Pixels of one frame. */
  readonly height: number;
}
