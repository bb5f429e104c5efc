/** Bounds how many messages a second each carrier takes. */
export interface Throttle {
  /** Milliseconds until the carrier takes another one; 0: it takes this one. */
  wait(carrier: string, perSecond: number, now: number): number;
}

/** Makes a throttle that lets a second's worth through at once, as carriers do. */
export function createThrottle(): Throttle {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    wait(carrier, perSecond, now) {
      if (perSecond === Number.POSITIVE_INFINITY) return 0;
      const bucket = buckets.get(carrier) ?? { tokens: perSecond, at: now };
      const refilled = bucket.tokens + ((now - bucket.at) / 1000) * perSecond;
      bucket.tokens = Math.min(Math.max(1, perSecond), refilled);
      bucket.at = now;
      buckets.set(carrier, bucket);
      if (bucket.tokens < 1) return Math.ceil(((1 - bucket.tokens) / perSecond) * 1000);
      bucket.tokens -= 1;
      return 0;
    },
  };
}
