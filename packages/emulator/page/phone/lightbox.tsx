import { type Signal, signal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../icons.tsx";

interface Shown {
  readonly urls: readonly string[];
  readonly index: number;
}

const shown: Signal<Shown | undefined> = signal(undefined);

/** Shows a message's pictures large, one at a time. */
export function showPictures(urls: readonly string[], index: number): void {
  shown.value = { urls, index };
}

export function Lightbox(): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const current = shown.value;
  useEffect(() => {
    if (shown.value && !dialog.current?.open) dialog.current?.showModal();
  }, [current]);

  const step = (by: number) => {
    if (!current) return;
    const { urls, index } = current;
    shown.value = { urls, index: (index + by + urls.length) % urls.length };
  };
  const url = current?.urls[current.index];
  const several = (current?.urls.length ?? 0) > 1;

  return (
    <dialog
      ref={dialog}
      class="lightbox"
      aria-label="Picture"
      data-testid="lightbox"
      onClose={() => {
        shown.value = undefined;
      }}
      onClick={({ target, currentTarget }) => {
        if (target === currentTarget) currentTarget.close();
      }}
      onKeyDown={({ key }) => {
        if (key === "ArrowLeft") step(-1);
        if (key === "ArrowRight") step(1);
      }}
    >
      {url && <img src={url} alt={`${(current?.index ?? 0) + 1} of ${current?.urls.length}`} />}
      <div class="lightbox-bar">
        {several && (
          <>
            <button type="button" aria-label="Previous picture" onClick={() => step(-1)}>
              <Icon name="arrowLeft" />
            </button>
            <span>
              {(current?.index ?? 0) + 1} of {current?.urls.length}
            </span>
            <button type="button" aria-label="Next picture" onClick={() => step(1)}>
              <Icon name="chevron" />
            </button>
          </>
        )}
        {url && (
          <a href={url} download aria-label="Download">
            <Icon name="download" />
          </a>
        )}
        <button type="button" aria-label="Close" onClick={() => dialog.current?.close()}>
          <Icon name="close" />
        </button>
      </div>
    </dialog>
  );
}
