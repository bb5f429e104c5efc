import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { OutgoingMessage } from "../api.ts";
import { config } from "../state/config.ts";
import { isStill, shrink } from "./shrink.ts";

/** A file that waits to be sent, with the address of its preview. */
export interface DraftFile {
  readonly file: File;
  readonly url: string;
}

/** A message that is being written. */
export interface Draft {
  readonly text: Signal<string>;
  readonly files: Signal<readonly DraftFile[]>;
  /** Who else it goes to, as it is written; `undefined`: the message is for one alone. */
  readonly others: Signal<string | undefined>;
  /** Bytes of all files and the text. */
  readonly size: ReadonlySignal<number>;
  /** Is there anything to send? */
  readonly ready: ReadonlySignal<boolean>;
  /** What the user should know about what was attached last. */
  readonly hint: Signal<string>;
  attach(files: Iterable<File> | null | undefined): void;
  remove(file: DraftFile): void;
  /** Makes the pictures so small that the message fits, if that is possible. */
  shrinkToFit(): Promise<void>;
  /** Empties the draft but for the others, and returns what was in it. */
  take(): Omit<OutgoingMessage, "to">;
}

export function createDraft(): Draft {
  const text = signal("");
  const files: Signal<readonly DraftFile[]> = signal([]);
  const others: Signal<string | undefined> = signal(undefined);
  const hint = signal("");
  const size = computed(
    () =>
      files.value.reduce((sum, { file }) => sum + file.size, 0) +
      new TextEncoder().encode(text.value).length,
  );

  return {
    text,
    files,
    others,
    hint,
    size,
    ready: computed(() => text.value.trim() !== "" || files.value.length > 0),
    attach(added) {
      const most = config.value?.limits.media ?? 10;
      const all = [...files.value];
      const list = [...(added ?? [])];
      const fitting = list.slice(0, Math.max(0, most - all.length));
      files.value = [...all, ...fitting.map((file) => ({ file, url: URL.createObjectURL(file) }))];
      hint.value =
        fitting.length < list.length
          ? `A message carries ${most} files at most; ${list.length - fitting.length} left out.`
          : "";
    },
    remove(gone) {
      URL.revokeObjectURL(gone.url);
      files.value = files.value.filter((one) => one !== gone);
      hint.value = "";
    },
    async shrinkToFit() {
      const most = config.value?.limits.message_bytes ?? 0;
      const before = files.value;
      const pictures = before.filter(({ file }) => isStill(file));
      const rest = size.value - pictures.reduce((sum, { file }) => sum + file.size, 0);
      const share = Math.floor((most - rest) / pictures.length);
      const fitting = await Promise.all(
        before.map(async (one): Promise<DraftFile> => {
          const file = await shrink(one.file, share);
          return file === one.file ? one : { file, url: URL.createObjectURL(file) };
        }),
      );
      // Whatever was attached or removed meanwhile stays so.
      files.value = files.value.map((one) => fitting[before.indexOf(one)] ?? one);
    },
    take() {
      const taken = {
        body: text.value,
        files: files.value.map(({ file }) => file),
        others: readNumbers(others.value ?? ""),
      };
      for (const { url } of files.value) URL.revokeObjectURL(url);
      text.value = "";
      files.value = [];
      hint.value = "";
      return taken;
    },
  };
}

/** Numbers as people write them; other text goes as it is, so that the platform can say so. */
function readNumbers(text: string): readonly string[] {
  // A plus after a blank begins the next number.
  const numbers = text.split(/[,;]|\s(?=\+)/).map((written) => {
    const bare = written.replaceAll(/[\s().-]/g, "");
    return /^\+\d+$/.test(bare) ? bare : written.trim();
  });
  return [...new Set(numbers)].filter((number) => number !== "");
}
