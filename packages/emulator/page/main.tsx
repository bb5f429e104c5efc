import { render } from "preact";
import { App } from "./app.tsx";
import { goLive } from "./state/live.ts";
import { followTheme } from "./state/theme.ts";
import "./styles/index.css";

followTheme();
goLive();

const root = document.getElementById("app");
if (root) render(<App />, root);
