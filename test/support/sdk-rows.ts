import { expect, test } from "vitest";

/** A call of the official SDK, and the values that it must return. */
export type SdkRow<World> = readonly [
  name: string,
  method: (world: World) => Promise<unknown>,
  returns: object,
];

/** Tests that each call returns its values, in the order of the rows. */
export function returns<World>(world: () => World, rows: readonly SdkRow<World>[]): void {
  test.each(rows)("%s", async (_, method, expected) => {
    expect(await method(world())).toMatchObject(expected);
  });
}

/** The records that `each` hands to its callback. */
export function eachOf<T>(
  each: (callback: (record: T) => void, done: (error?: Error) => void) => void,
) {
  return new Promise<T[]>((resolve, reject) => {
    const records: T[] = [];
    each(
      (record) => void records.push(record),
      (error) => (error ? reject(error) : resolve(records)),
    );
  });
}
