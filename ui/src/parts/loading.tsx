import type { ComponentChildren } from "preact";
import type { RequestError } from "../server/client.ts";
import type { Resource } from "../server/resource.ts";

/** Shows what was loaded; while there is nothing yet, a calm place of the same size. */
export function Loaded<T>({
  of,
  lines = 6,
  children,
}: {
  of: Resource<T>;
  lines?: number;
  children: (value: T) => ComponentChildren;
}) {
  return (
    <>
      {of.error && <Failure of={of.error} isStale={of.value !== undefined} />}
      {of.value !== undefined && children(of.value)}
      {of.value === undefined && !of.error && (
        <div class="waiting" aria-busy="true">
          <span class="heard">Loading</span>
          {Array.from({ length: lines }, (_, index) => (
            <div key={index} class="bone" />
          ))}
        </div>
      )}
    </>
  );
}

export const Failure = ({ of, isStale = false }: { of: RequestError; isStale?: boolean }) => (
  <div class="failure" role="alert">
    <strong>{isStale ? "This may be out of date" : "This could not be loaded"}</strong>:{" "}
    {of.message}
    {of.hint !== undefined && `. ${of.hint}`}
  </div>
);
