import { access, constants } from "node:fs/promises";
import { delimiter, join } from "node:path";

/** The first program of this name on the PATH; `undefined` when there is none. */
export async function findProgram(name: string): Promise<string | undefined> {
  const names = process.platform === "win32" ? [`${name}.exe`] : [name];
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    if (folder === "") continue;
    for (const each of names) {
      const path = join(folder, each);
      if (
        await access(path, constants.X_OK).then(
          () => true,
          () => false,
        )
      )
        return path;
    }
  }
  return undefined;
}
