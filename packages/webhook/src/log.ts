/**
 * Where the defaults of the hooks (`onError`, `onRejected`, `onLateAnswer`) write: standard error.
 * An error that nobody hears of would be worse than a line that nobody asked for.
 */
export const log: { warn(text: string): void; error(error: unknown): void } = {
  // biome-ignore lint/suspicious/noConsole: the one place that does, see above.
  warn: (text) => console.warn(text),
  // biome-ignore lint/suspicious/noConsole: the one place that does, see above.
  error: (error) => console.error(error),
};
