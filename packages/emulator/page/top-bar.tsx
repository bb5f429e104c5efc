import type { JSX } from "preact";
import { CopyButton } from "./copy-button.tsx";
import { formatNumber } from "./format.ts";
import { Icon, Logo } from "./icons.tsx";
import { config } from "./state/config.ts";
import { exchanges } from "./state/exchanges.ts";
import { live } from "./state/live.ts";
import { nextTheme, theme } from "./state/theme.ts";
import { view } from "./state/view.ts";

export function TopBar(): JSX.Element {
  return (
    <header class="top-bar">
      <h1 class="brand">
        <Logo />
        <span>Repartee</span>
      </h1>
      <ViewSwitch />
      <Account />
      <div class="top-bar-end">
        <Connection />
        <ThemeButton />
      </div>
    </header>
  );
}

function ViewSwitch(): JSX.Element {
  const troubled = exchanges.value[0]?.state === "error";
  return (
    <nav class="view-switch" aria-label="View">
      {(["phone", "inspector"] as const).map((name) => (
        <button
          type="button"
          key={name}
          aria-pressed={view.value === name}
          data-testid={`view-${name}`}
          onClick={() => {
            view.value = name;
          }}
        >
          {name === "phone" ? "Phone" : "Inspector"}
          {name === "inspector" && troubled && (
            <span class="dot dot-error" title="The last exchange went wrong" />
          )}
        </button>
      ))}
    </nav>
  );
}

function Account(): JSX.Element | null {
  if (!config.value) return null;
  const { account_sid, numbers } = config.value;
  const [first] = numbers;
  return (
    <details class="account" name="menu">
      <summary data-testid="account">
        <span class="account-number">{first ? formatNumber(first.number) : "No number"}</span>
        {numbers.length > 1 && <span class="quiet">+{numbers.length - 1}</span>}
        <span class="account-arrow" aria-hidden="true">
          →
        </span>
        <span class="account-webhook">{first?.webhook_url ?? "no webhook"}</span>
        <Icon name="chevron" size={14} />
      </summary>
      <div class="account-card card">
        <dl>
          <dt>Account SID</dt>
          <dd>
            <code>{account_sid}</code>
            <CopyButton text={account_sid} what="the Account SID" />
          </dd>
          {numbers.map(({ number, webhook_url, webhook_method }) => (
            <div key={number}>
              <dt>{formatNumber(number)}</dt>
              <dd>
                {webhook_url ? (
                  <>
                    <code>
                      {webhook_method} {webhook_url}
                    </code>
                    <CopyButton text={webhook_url} what="the webhook URL" />
                  </>
                ) : (
                  "No webhook: messages are kept, and nobody is asked."
                )}
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </details>
  );
}

function Connection(): JSX.Element {
  const words = { connecting: "Connecting", live: "Live", lost: "Reconnecting" };
  return (
    <span class={`connection connection-${live.value}`} role="status" data-testid="connection">
      <span class="dot" />
      {words[live.value]}
    </span>
  );
}

function ThemeButton(): JSX.Element {
  const icon = { system: "laptop", light: "sun", dark: "moon" } as const;
  const label = `Theme: ${theme.value}`;
  return (
    <button
      type="button"
      class="icon-button"
      data-testid="theme"
      aria-label={label}
      title={label}
      onClick={nextTheme}
    >
      <Icon name={icon[theme.value]} />
    </button>
  );
}
