import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { Draft } from "../composer/draft.ts";
import { formatDay, formatNumber } from "../format.ts";
import { Icon } from "../icons.tsx";
import { messagesOf } from "../state/conversations.ts";
import { exchanges } from "../state/exchanges.ts";
import { pendingFrom } from "../state/outbox.ts";
import { openInInspector } from "../state/view.ts";
import { Bubble, PendingBubble } from "./bubble.tsx";
import { activity, type TimelineItem, timeline } from "./timeline.ts";
import { TroubleLine } from "./trouble-line.tsx";
import { Welcome } from "./welcome.tsx";

interface ConversationProps {
  readonly handset: string;
  readonly peer: string;
  readonly draft: Draft;
}

/** Closer to the end than this, the reader is at the end. */
const NEAR_END_PX = 80;

/** What a handset and a number have said to each other, the newest at the bottom. */
export function Conversation({ handset, peer, draft }: ConversationProps): JSX.Element {
  const all = messagesOf(handset);
  const messages = all?.filter(({ direction, from, to }) => {
    return (direction === "sent" ? to : from) === peer;
  });
  const items = timeline(messages ?? [], exchanges.value);
  const pending = pendingFrom(handset, peer);
  const doing = activity(handset, peer, exchanges.value);
  const scroller = useStickToEnd(`${items.at(-1)?.key}-${pending.length}-${doing?.text}`);

  return (
    <div class="conversation" ref={scroller} data-testid="conversation">
      {messages?.length === 0 && pending.length === 0 ? (
        <Welcome peer={peer} draft={draft} />
      ) : (
        <div
          role="log"
          aria-label={`Messages with ${formatNumber(peer)}`}
          aria-busy={doing !== undefined}
        >
          <ol class="messages">
            {items.map((item) => (
              <Line key={item.key} item={item} />
            ))}
            {pending.map((one) => (
              <PendingBubble key={`pending-${one.id}`} outgoing={one} />
            ))}
            {doing && <Activity {...doing} />}
          </ol>
        </div>
      )}
    </div>
  );
}

function Line({ item }: { item: TimelineItem }): JSX.Element {
  switch (item.kind) {
    case "day":
      return (
        <li class="day">
          <time dateTime={item.date}>{formatDay(item.date)}</time>
        </li>
      );
    case "message":
      return <Bubble message={item.message} first={item.first} last={item.last} />;
    case "trouble":
      return <TroubleLine trouble={item.trouble} />;
    case "silence":
      return (
        <li class="silence">
          <button type="button" onClick={() => openInInspector(item.exchangeSid)}>
            Answered without a message
          </button>
        </li>
      );
  }
}

function Activity({ text, exchangeSid }: { text: string; exchangeSid: string }): JSX.Element {
  return (
    <li class="row row-received activity" data-testid="activity">
      <button
        type="button"
        class="bubble typing"
        aria-label={`${text}. Open in inspector`}
        onClick={() => openInInspector(exchangeSid)}
      >
        <span class="typing-dots" aria-hidden="true">
          <i />
          <i />
          <i />
        </span>
      </button>
      <span class="meta">
        <Icon name="clock" size={12} /> {text}
      </span>
    </li>
  );
}

/** Keeps the end in sight when something comes, unless the reader has scrolled away from it. */
function useStickToEnd(version: string) {
  const scroller = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const look = () => {
      const left = element.scrollHeight - element.scrollTop - element.clientHeight;
      atEnd.current = left < NEAR_END_PX;
    };
    const stick = () => {
      if (atEnd.current) element.scrollTop = element.scrollHeight;
    };
    // Pictures grow when they have been loaded, and the field below takes room; both move the end.
    const sizes = new ResizeObserver(stick);
    sizes.observe(element);
    element.addEventListener("scroll", look, { passive: true });
    element.addEventListener("load", stick, true);
    element.addEventListener("loadedmetadata", stick, true);
    return () => sizes.disconnect();
  }, []);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element && atEnd.current) element.scrollTop = element.scrollHeight;
  }, [version]);

  return scroller;
}
