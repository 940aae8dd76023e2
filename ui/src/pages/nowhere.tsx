import { useTitle } from "../parts/title.ts";

/** What an address shows that leads to nothing. */
export function Nowhere() {
  useTitle("No such page");
  return (
    <div class="page">
      <h1>There is no such page</h1>
      <p class="lead">The link may be old. The pages stand at the side.</p>
    </div>
  );
}
