import type { JSX } from "preact";
import type { Draft } from "../composer/draft.ts";
import { formatNumber } from "../format.ts";
import { Icon } from "../icons.tsx";
import { accountNumber } from "../state/config.ts";

/** What to do on an empty phone. */
export function Welcome({ peer, draft }: { peer: string; draft: Draft }): JSX.Element {
  const webhook = accountNumber(peer)?.webhook_url;
  return (
    <div class="welcome" data-testid="welcome">
      <span class="welcome-art" aria-hidden="true">
        <Icon name="picture" size={34} />
      </span>
      <h3>Text a picture to {formatNumber(peer)}</h3>
      <p>
        {webhook ? (
          <>
            Your app at <code>{webhook}</code> is asked what to answer, and its reply appears here.
          </>
        ) : (
          "This number has no webhook yet: messages are kept, and nobody is asked."
        )}
      </p>
      <label class="button">
        <Icon name="picture" size={18} />
        Choose a picture
        <input
          type="file"
          multiple
          accept="image/*"
          class="visually-hidden"
          onChange={({ currentTarget }) => {
            draft.attach(currentTarget.files);
            currentTarget.value = "";
          }}
        />
      </label>
      <p class="quiet">or drop one here, paste one, or just say hello</p>
    </div>
  );
}
