/** Where a finding stands: the containers from the outside in, and the key in the innermost. */
export function Chain({ path, place }: { path: string; place?: string | undefined }) {
  const names = path === "" ? [] : path.split("!/");
  if (place !== undefined && place !== "") names.push(place);
  return (
    <span class="chain">
      {names.map((name, index) => (
        <span key={index}>
          {index > 0 && <span class="joint"> › </span>}
          <Name of={name} />
        </span>
      ))}
    </span>
  );
}

/** A path with its folders quiet, so that its name is seen first. */
function Name({ of }: { of: string }) {
  const cut = of.lastIndexOf("/", of.length - 2) + 1;
  return (
    <bdi>
      {cut > 0 && <span class="quiet">{of.slice(0, cut)}</span>}
      {of.slice(cut)}
    </bdi>
  );
}

/** The place inside the innermost file: a key, else a line. */
export const placeIn = (at: {
  readonly key?: string | undefined;
  readonly line?: number | undefined;
}): string | undefined => at.key ?? (at.line === undefined ? undefined : `line ${at.line}`);
