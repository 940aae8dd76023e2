import { render } from "preact";
import "./style/dashboard.css";
import { App } from "./app.tsx";
import { followPrefixes } from "./parts/keys.ts";
import { followAddress } from "./route.ts";
import { findSession } from "./server/client.ts";
import { applyTheme } from "./shell/theme.tsx";

applyTheme();
followAddress();
await findSession();
const root = document.getElementById("app");
if (root) render(<App />, root);
followPrefixes();
