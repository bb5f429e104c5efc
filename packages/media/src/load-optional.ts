import { ReparteeError } from "@repartee/protocol";

/**
 * Loads a package that only some apps need.
 *
 * @throws ReparteeError with the code and a sentence that says what to install.
 */
export async function loadOptional<T>(
  load: () => Promise<T>,
  code: string,
  sentence: string,
): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    throw new ReparteeError(code, sentence, { cause });
  }
}
