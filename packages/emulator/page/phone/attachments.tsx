import type { JSX } from "preact";
import type { PhoneMedia } from "../../src/api/api-types.ts";
import { formatSize } from "../format.ts";
import { Icon, type IconName } from "../icons.tsx";
import { ContactCard } from "./contact-card.tsx";
import { showPictures } from "./lightbox.tsx";

// What browsers draw; other pictures (HEIC, TIFF) are offered as files.
const drawn = /^image\/(png|jpe?g|gif|webp|bmp|avif)$/;

/** What came with a message: pictures as a mosaic, then the rest, each as what it is. */
export function Attachments({ media }: { media: readonly PhoneMedia[] }): JSX.Element | null {
  if (media.length === 0) return null;
  const pictures = media.filter(({ content_type }) => drawn.test(content_type));
  const others = media.filter(({ content_type }) => !drawn.test(content_type));
  const urls = pictures.map(({ url }) => url);
  return (
    <div class="attachments">
      {pictures.length > 0 && (
        <div class="mosaic" data-layout={mosaicLayout(pictures.length)}>
          {pictures.map(({ url }, index) => (
            <button
              type="button"
              key={url}
              class="picture"
              aria-label={`Picture ${index + 1} of ${pictures.length}, enlarge`}
              onClick={() => showPictures(urls, index)}
            >
              <img src={url} alt="" data-testid="bubble-image" draggable={false} />
            </button>
          ))}
        </div>
      )}
      {others.map((item) => (
        <Other key={item.url} item={item} />
      ))}
    </div>
  );
}

// Six columns: rows of three, with larger pictures on top so that no place stays empty.
function mosaicLayout(count: number): string {
  if (count === 1) return "single";
  if (count === 2 || count === 4) return "pairs";
  return ["threes", "wide-first", "two-first"][count === 3 ? 1 : count % 3] ?? "threes";
}

function Other({ item }: { item: PhoneMedia }): JSX.Element {
  const { url, content_type } = item;
  if (content_type.startsWith("video/")) {
    return (
      // biome-ignore lint/a11y/useMediaCaption: what people send has no captions.
      <video class="film" src={url} controls preload="metadata" data-testid="bubble-video" />
    );
  }
  if (content_type.startsWith("audio/")) {
    return (
      // biome-ignore lint/a11y/useMediaCaption: what people send has no captions.
      <audio class="sound" src={url} controls preload="metadata" data-testid="bubble-audio" />
    );
  }
  if (/vcard/.test(content_type)) return <ContactCard item={item} />;
  return <FileCard item={item} />;
}

const words: readonly (readonly [RegExp, string])[] = [
  [/pdf/, "PDF"],
  [/calendar/, "Calendar entry"],
  [/csv/, "Table"],
  [/rtf|richtext/, "Rich text"],
  [/^image\//, "Picture"],
  [/^text\//, "Text"],
];

/** A file that is offered for download. */
function FileCard({ item }: { item: PhoneMedia }): JSX.Element {
  const { url, content_type, size } = item;
  const name = words.find(([pattern]) => pattern.test(content_type))?.[1] ?? "File";
  const icon: IconName = content_type.startsWith("image/") ? "picture" : "file";
  return (
    <a class="file-card" href={url} download data-testid="bubble-file">
      <span class="file-icon">
        <Icon name={icon} />
      </span>
      <span class="file-text">
        <strong>{name}</strong>
        <span>
          {content_type} · {formatSize(size)}
        </span>
      </span>
      <Icon name="download" size={18} />
    </a>
  );
}
