import type { PageData } from "../../../src/report/html/page-data.ts";
import { Findings } from "../pages/findings.tsx";
import { useKeys } from "../parts/keys.ts";
import { Notices } from "../parts/notices.tsx";
import { go, route } from "../route.ts";
import { Help, isHelpOpen } from "../shell/help.tsx";
import { Brand, Item, RailFrame, Tools } from "../shell/rail-parts.tsx";
import { Main, SkipLink } from "../shell/main.tsx";
import { count } from "../words/number.ts";
import { isPrinting, Printed } from "./printed.tsx";
import { Summary } from "./summary.tsx";

const keys = {
  "?": () => {
    isHelpOpen.value = true;
  },
  "g c": () => go("#/"),
  "g f": () => go("#/findings"),
} as const;

/** One report in the dashboard's own pages. */
export function ReportApp({ of: data }: { of: PageData }) {
  useKeys(keys);
  const [page, id] = route.value.path;
  if (isPrinting.value) return <Printed of={data} />;
  return (
    <div class="shell">
      <SkipLink />
      <RailFrame brand={<Brand />}>
        <nav aria-label="Pages">
          <ul>
            <Item path={[]} name="Summary" />
            <Item path={["findings"]} name="Findings" note={count(data.entries.length)} />
          </ul>
        </nav>
        <div class="rail-foot">
          <Tools />
        </div>
      </RailFrame>
      <Main>{page === "findings" ? <Findings id={id} /> : <Summary of={data} />}</Main>
      <Notices />
      {isHelpOpen.value && <Help />}
    </div>
  );
}
