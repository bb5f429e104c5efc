import type { ComponentChildren, JSX } from "preact";

interface SectionProps {
  readonly title: string;
  /** Beside the title. */
  readonly aside?: ComponentChildren;
  readonly testId: string;
  readonly children: ComponentChildren;
}

/** One part of an exchange, under its heading. */
export function Section({ title, aside, testId, children }: SectionProps): JSX.Element {
  return (
    <section class="section" data-testid={testId} aria-label={title}>
      <header class="section-head">
        <h3>{title}</h3>
        {aside}
      </header>
      {children}
    </section>
  );
}

interface DisclosureProps {
  readonly title: string;
  readonly count?: number;
  readonly testId: string;
  readonly children: ComponentChildren;
}

/** A part that opens on demand. */
export function Disclosure(props: DisclosureProps): JSX.Element {
  const { title, count, testId, children } = props;
  return (
    <details class="disclosure" data-testid={testId}>
      <summary>
        <span class="disclosure-mark" aria-hidden="true" />
        {title}
        {count !== undefined && <span class="count">{count}</span>}
      </summary>
      {children}
    </details>
  );
}
