import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { PhoneMessage } from "../../src/api/api-types.ts";
import { GroupLine } from "../composer/group-field.tsx";
import { formatExact, formatTime } from "../format.ts";
import { Icon } from "../icons.tsx";
import type { Outgoing } from "../state/outgoing.ts";
import { Attachments } from "./attachments.tsx";
import { MessageText } from "./message-text.tsx";

interface BubbleProps {
  readonly message: PhoneMessage;
  readonly first: boolean;
  readonly last: boolean;
}

/** One message: what came with it, what it says, when, and how far it got. */
export function Bubble({ message, first, last }: BubbleProps): JSX.Element {
  const { sid, direction, status, body, media, date } = message;
  const who = direction === "sent" ? "You" : "The app";
  return (
    <li class={`row row-${direction}`} data-first={first} data-last={last}>
      <article
        class="bubble"
        data-testid="bubble"
        data-sid={sid}
        data-direction={direction}
        data-status={status}
        data-bare={body === "" || undefined}
        aria-label={`${who}, ${formatTime(date)}`}
      >
        <GroupLine others={message.other_recipients} />
        <Attachments media={media} />
        <MessageText text={body} />
      </article>
      <span class="meta" title={formatExact(date)}>
        <time dateTime={date}>{formatTime(date)}</time>
        {direction === "sent" && <Ticks status={status} />}
      </span>
    </li>
  );
}

/** A message that the platform has not taken in yet. */
export function PendingBubble({ outgoing }: { outgoing: Outgoing }): JSX.Element {
  const previews = useMemo(
    () => outgoing.files.map((file) => ({ file, url: URL.createObjectURL(file) })),
    [outgoing.files],
  );
  return (
    <li class="row row-sent" data-first="true" data-last="true">
      <article class="bubble" data-testid="bubble-pending" aria-label="You, sending">
        <GroupLine others={outgoing.others} />
        <Attachments
          media={previews.map(({ file, url }) => ({
            url,
            content_type: file.type,
            size: file.size,
          }))}
        />
        <MessageText text={outgoing.body} />
      </article>
      <span class="meta">
        <Icon name="clock" size={12} /> Sending
      </span>
    </li>
  );
}

function Ticks({ status }: { status: string }): JSX.Element {
  const done = status === "received";
  const words = done ? "Answered by the app" : "Received by the platform";
  return (
    <span class="ticks" data-testid="ticks" data-status={status} data-done={done} title={words}>
      <Icon name={done ? "checks" : "check"} size={15} />
      <span class="visually-hidden">{words}</span>
    </span>
  );
}
