import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { Composer } from "../composer/composer.tsx";
import { createDraft, type Draft } from "../composer/draft.ts";
import { GroupButton } from "../composer/group-field.tsx";
import { formatNumber } from "../format.ts";
import { Icon } from "../icons.tsx";
import { accountNumber, config } from "../state/config.ts";
import { messagesOf } from "../state/conversations.ts";
import { choosePeer, type Handset, peerOf } from "../state/handsets.ts";
import { isSwitchedOff } from "../state/switched-off.ts";
import { Conversation } from "./conversation.tsx";
import { PowerButton, SwitchedOff } from "./power.tsx";

/** One phone: whom it texts with, the conversation, and the field to write in. */
export function HandsetView({ handset }: { handset: Handset }): JSX.Element {
  const draft = useSignal<Draft>(createDraft()).value;
  const dragging = useSignal(false);
  const peer = peerOf(handset);
  const isOff = isSwitchedOff(handset.number);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the same can be done with the attach button.
    <div
      class="device"
      data-dragging={dragging.value}
      data-off={isOff}
      onDragEnter={(event) => {
        if (event.dataTransfer?.types.includes("Files")) dragging.value = true;
      }}
      onDragOver={(event) => event.preventDefault()}
      onDragLeave={({ currentTarget, relatedTarget }) => {
        const inside = relatedTarget instanceof Node && currentTarget.contains(relatedTarget);
        if (!inside) dragging.value = false;
      }}
      onDrop={(event) => {
        event.preventDefault();
        dragging.value = false;
        draft.attach(event.dataTransfer?.files);
      }}
    >
      <Contact handset={handset} peer={peer} draft={draft} />
      <Conversation handset={handset.number} peer={peer} draft={draft} />
      {isOff ? (
        <SwitchedOff handset={handset.number} />
      ) : (
        <Composer handset={handset.number} peer={peer} draft={draft} />
      )}
      <div class="drop-hint" aria-hidden="true">
        <Icon name="picture" size={40} />
        <span>Drop to attach</span>
      </div>
    </div>
  );
}

function Contact({
  handset,
  peer,
  draft,
}: {
  handset: Handset;
  peer: string;
  draft: Draft;
}): JSX.Element {
  const peers = peersOf(handset.number, peer);
  const webhook = accountNumber(peer)?.webhook_url;
  return (
    <header class="contact">
      <span class="avatar" aria-hidden="true">
        <Icon name="code" size={20} />
      </span>
      <div class="contact-text">
        {peers.length > 1 ? (
          <select
            class="contact-name"
            aria-label="Text with"
            data-testid="peer"
            value={peer}
            onChange={({ currentTarget }) => choosePeer(handset.number, currentTarget.value)}
          >
            {peers.map((one) => (
              <option key={one} value={one}>
                {formatNumber(one)}
              </option>
            ))}
          </select>
        ) : (
          <h2 class="contact-name">{formatNumber(peer) || "…"}</h2>
        )}
        <p class="contact-sub">{webhook ? shortUrl(webhook) : "Text message"}</p>
      </div>
      {!isSwitchedOff(handset.number) && <GroupButton draft={draft} />}
      <PowerButton handset={handset.number} />
    </header>
  );
}

/** The account's numbers, and whoever else has written to the handset. */
function peersOf(handset: string, peer: string): readonly string[] {
  const own = config.value?.numbers.map(({ number }) => number) ?? [];
  const others = (messagesOf(handset) ?? []).map(({ direction, from, to }) =>
    direction === "sent" ? to : from,
  );
  return [...new Set([...own, ...others, peer])].filter((one) => one !== "");
}

function shortUrl(url: string): string {
  return url.replace(/^https?:\/\//, "");
}
