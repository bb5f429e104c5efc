import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { formatSize } from "../format.ts";
import { Icon } from "../icons.tsx";
import type { Draft, DraftFile } from "./draft.ts";

/** The files that wait to be sent, each with a preview and a way out. */
export function DraftMedia({ draft }: { draft: Draft }): JSX.Element | null {
  if (draft.files.value.length === 0) return null;
  return (
    <ul class="draft-media" aria-label="Attached files">
      {draft.files.value.map((one) => (
        <li key={one.url} class="draft-file" data-testid="draft-file">
          <Preview {...one} />
          <button
            type="button"
            class="draft-remove"
            aria-label={`Remove ${one.file.name}`}
            title={`Remove ${one.file.name}`}
            onClick={() => draft.remove(one)}
          >
            <Icon name="close" size={12} />
          </button>
        </li>
      ))}
    </ul>
  );
}

function Preview({ file, url }: DraftFile): JSX.Element {
  const label = `${file.name}, ${formatSize(file.size)}`;
  const broken = useSignal(false);
  if (/^image\/(png|jpeg|gif|webp|bmp|avif)$/.test(file.type) && !broken.value) {
    return (
      <img
        src={url}
        alt={label}
        title={label}
        onError={() => {
          broken.value = true;
        }}
      />
    );
  }
  if (file.type.startsWith("video/")) {
    return <video src={url} aria-label={label} title={label} muted preload="metadata" />;
  }
  return (
    <span class="draft-name" title={label}>
      <Icon name={file.type.startsWith("audio/") ? "music" : "file"} size={18} />
      <span>{file.name}</span>
    </span>
  );
}
