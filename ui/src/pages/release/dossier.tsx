import { Empty } from "../../parts/empty.tsx";
import { DossierMap } from "./map.tsx";
import { dossierOf } from "./dossier.ts";

/** What a stranger would piece together of a release, drawn as entities and what links them. */
export function Dossier({ of, target }: { of: unknown; target: string }) {
  const dossier = dossierOf(of);
  return (
    <section aria-labelledby="dossier-title">
      <h2 id="dossier-title">What an attacker would piece together</h2>
      {dossier.entities.length === 0 ? (
        <Empty title="No dossier yet" command={`tare brief ${target}`}>
          It joins findings into people, machines, networks and services, as a stranger would.
        </Empty>
      ) : (
        <DossierMap of={dossier} />
      )}
    </section>
  );
}
