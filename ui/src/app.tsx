import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { Card } from "./pages/card.tsx";
import { Findings } from "./pages/findings.tsx";
import { GaugePage } from "./pages/gauge.tsx";
import { Ledger } from "./pages/ledger.tsx";
import { Login } from "./pages/login.tsx";
import { Nowhere } from "./pages/nowhere.tsx";
import { Pipelines } from "./pages/pipelines.tsx";
import { ReleasePage } from "./pages/release.tsx";
import { Releases } from "./pages/releases.tsx";
import { Settings } from "./pages/settings.tsx";
import { StageView } from "./pages/stage.tsx";
import { Welcome } from "./pages/welcome.tsx";
import { useKeys } from "./parts/keys.ts";
import { Notices, undoLast } from "./parts/notices.tsx";
import { go, route } from "./route.ts";
import { session } from "./server/client.ts";
import { followServer } from "./server/live.ts";
import { forgetAll } from "./server/resource.ts";
import { Help, isHelpOpen } from "./shell/help.tsx";
import { Main, SkipLink } from "./shell/main.tsx";
import { Rail } from "./shell/rail.tsx";

export function App() {
  const who = session.value;
  const [first, second] = route.value.path;
  if (who === undefined) return null;
  if (first === "welcome" && who === null) return <Welcome token={second ?? ""} />;
  if (who === null) return <Login />;
  return <Dashboard />;
}

const keys = {
  "?": () => {
    isHelpOpen.value = true;
  },
  z: () => void undoLast(),
  "g c": () => go("#/"),
  "g f": () => go("#/findings?q=state:open"),
  "g r": () => go("#/releases"),
  "g p": () => go("#/pipelines"),
} as const;

function Dashboard() {
  useEffect(() => {
    const leave = followServer();
    return () => {
      leave();
      forgetAll();
    };
  }, []);
  useKeys(keys);
  return (
    <div class="shell">
      <SkipLink />
      <Rail />
      <Main>{pageAt(route.value.path)}</Main>
      <Notices />
      {isHelpOpen.value && <Help />}
    </div>
  );
}

function pageAt([page, id]: readonly string[]): ComponentChildren {
  switch (page) {
    // Who was sent back to log in is where it leads.
    case undefined:
    case "login":
      return <Card />;
    case "findings":
      return <Findings id={id} />;
    case "gauges":
      return <GaugePage id={id ?? ""} />;
    case "releases":
      return id === undefined ? <Releases /> : <ReleasePage id={id} />;
    case "pipelines":
      return <Pipelines />;
    case "ledger":
      return <Ledger />;
    case "stages":
      return <StageView id={id ?? ""} />;
    case "settings":
      return <Settings tab={id} />;
    default:
      return <Nowhere />;
  }
}
