import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { PhoneMedia } from "../../src/api/api-types.ts";
import { Icon } from "../icons.tsx";
import { parseVcard, type Vcard } from "./vcard.ts";

/** A person's card: name, numbers and addresses, and a way to keep it. */
export function ContactCard({ item }: { item: PhoneMedia }): JSX.Element {
  const card = useSignal<Vcard | undefined>(undefined);
  useEffect(() => {
    fetch(item.url)
      .then((response) => response.text())
      .then(
        (text) => {
          card.value = parseVcard(text);
        },
        // Without its text it is still a card that can be downloaded.
        () => undefined,
      );
  }, [item.url, card]);

  const { name = "Contact", organization = "", lines = [] } = card.value ?? {};
  return (
    <a class="file-card contact-card" href={item.url} download data-testid="bubble-vcard">
      <span class="file-icon round">
        <Icon name="person" />
      </span>
      <span class="file-text">
        <strong>{name}</strong>
        {[organization, ...lines.slice(0, 3)].filter(Boolean).map((line) => (
          <span key={line}>{line}</span>
        ))}
      </span>
      <Icon name="download" size={18} />
    </a>
  );
}
