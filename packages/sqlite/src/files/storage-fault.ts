import { errorCodeOf, ReparteeError } from "@repartee/protocol";

/** What can be wrong with a data file, by its code in a `ReparteeError`. */
export type StorageFaultCode = "data_full" | "data_in_use" | "data_corrupt" | "data_unwritable";

const sentences: Readonly<Record<StorageFaultCode, (file: string) => string>> = {
  data_full: (file) => `The disk of ${file} is full; free some space.`,
  data_in_use: (file) => `Another process has ${file} open: stop it first.`,
  data_corrupt: (file) =>
    `${file} is damaged or no data file: keep a copy of it, and have what is readable recovered.`,
  data_unwritable: (file) =>
    `${file} cannot be opened, read or written: check its folder and disk.`,
};

/** What is wrong with a data file, and what to do. */
export function sentenceOf(code: StorageFaultCode, file: string): string {
  return sentences[code](file);
}

/** A driver's error as one that says what to do; what is no fault of the storage stays as it is. */
export function storageFault(error: unknown, file: string): unknown {
  const code = faultCode(error);
  return code ? new ReparteeError(code, sentenceOf(code, file), { cause: error }) : error;
}

function faultCode(error: unknown): StorageFaultCode | undefined {
  const code = errorCodeOf(error) ?? "";
  if (code === "SQLITE_FULL") return "data_full";
  if (code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED")) return "data_in_use";
  if (code.startsWith("SQLITE_CORRUPT") || code === "SQLITE_NOTADB") return "data_corrupt";
  if (/^SQLITE_(IOERR|READONLY|CANTOPEN|PERM)/.test(code)) return "data_unwritable";
  // The driver gives no code when it cannot even open the file.
  const cannotOpen = error instanceof Error && error.message.includes("Unable to open connection");
  return cannotOpen ? "data_unwritable" : undefined;
}
