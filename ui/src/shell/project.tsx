import type { Page, Project } from "../../../src/server/api.ts";
import { go, hrefOf, route } from "../route.ts";
import { useResource } from "../server/resource.ts";

/** The project that pages are narrowed down to; absent: all. */
export const projectOf = (): string | undefined => route.value.query.get("project") ?? undefined;

export function ProjectChoice() {
  const { value } = useResource<Page<Project>>("/api/projects", "ledger");
  const chosen = projectOf() ?? "";
  const projects = value?.items ?? [];
  if (projects.length < 2 && chosen === "") return null;
  return (
    <label class="project-choice">
      <span class="heard">Project</span>
      <select
        value={chosen}
        onChange={(event) => {
          const { path, query } = route.value;
          const rest = Object.fromEntries(query);
          go(hrefOf(path, { ...rest, project: event.currentTarget.value }));
        }}
      >
        <option value="">All projects</option>
        {projects.map(({ name }) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
