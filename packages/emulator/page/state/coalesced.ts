/**
 * Runs a task once at a time for each key. Calls while it runs make it run once more, so that
 * whoever waits sees what was true when they called. A task that fails is left to the next call.
 */
export function coalesced(task: (key: string) => Promise<void>): (key: string) => Promise<void> {
  const running = new Map<string, Promise<void>>();
  const again = new Set<string>();

  async function run(key: string): Promise<void> {
    do {
      again.delete(key);
      await task(key).catch(() => undefined);
    } while (again.has(key));
    running.delete(key);
  }

  return function coalesced(key) {
    const current = running.get(key);
    if (current) {
      again.add(key);
      return current;
    }
    const started = run(key);
    running.set(key, started);
    return started;
  };
}
