/** Tells when an app that is still starting can be asked. */
export interface AppStart {
  /**
   * Resolves as soon as there is no reason to wait: the app at this URL answers, has ended, has had its
   * time, or is not one that is watched.
   *
   * @param signal ends the wait early.
   * @returns a sentence when the app has not started in its time, else `undefined`.
   */
  awaitStart(url: string, signal: AbortSignal): Promise<string | undefined>;
}
