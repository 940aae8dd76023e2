import type { Pages } from "../server/pages.ts";
import { plural } from "../words/number.ts";

/** Leads on where a list is not at its end. */
export const More = ({ of: { more, total = 0 }, one }: { of: Pages<unknown>; one: string }) =>
  more === undefined ? null : (
    <p class="more">
      <button type="button" class="plain" onClick={more}>
        Show more of {plural(total, one)}
      </button>
    </p>
  );
