import type { JSX } from "preact";

const link = /(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]}])/g;
const onlyEmoji = /^[\p{Extended_Pictographic}\p{Emoji_Component}\s]+$/u;
const MANY_EMOJI = 12;

/** The text of a message, its links to be followed; a few emoji alone are shown large. */
export function MessageText({ text }: { text: string }): JSX.Element | null {
  if (text === "") return null;
  const large =
    text.length <= MANY_EMOJI && /\p{Extended_Pictographic}/u.test(text) && onlyEmoji.test(text);
  return (
    <p class="message-text" data-testid="bubble-text" data-large={large || undefined}>
      {text.split(link).map((part, index) =>
        index % 2 === 1 ? (
          <a key={part} href={part} target="_blank" rel="noopener noreferrer">
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </p>
  );
}
