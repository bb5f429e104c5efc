import type { JSX } from "preact";
import { Inspector } from "./inspector/inspector.tsx";
import { Lightbox } from "./phone/lightbox.tsx";
import { Phones } from "./phone/phones.tsx";
import { view } from "./state/view.ts";
import { TopBar } from "./top-bar.tsx";

/** The whole page: phones on one side, what happened behind them on the other. */
export function App(): JSX.Element {
  return (
    <div class="app" data-view={view.value}>
      <TopBar />
      <main class="panes">
        <Phones />
        <Inspector />
      </main>
      <Lightbox />
    </div>
  );
}
