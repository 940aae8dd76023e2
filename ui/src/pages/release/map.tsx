import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { DossierView, Entity, Link } from "./dossier.ts";
import { columns, layoutOf, type Placed } from "./layout.ts";

const columnWidth = 196;
const rowHeight = 34;
const head = 34;
const nodeWidth = 160;
/** Longer names are cut in the picture; the words below have them whole. */
const longestName = 20;

/** The dossier as a map; what it shows stands below in words, too. */
export function DossierMap({ of: dossier }: { of: DossierView }) {
  return (
    <>
      <Attacks of={dossier} />
      <Picture of={dossier} />
      <details>
        <summary>The same in words</summary>
        <Words of={dossier} />
      </details>
    </>
  );
}

const Attacks = ({ of: { attacks } }: { of: DossierView }) =>
  attacks.length === 0 ? null : (
    <ol class="attacks">
      {attacks.slice(0, 5).map(({ title, why, fix }) => (
        <li key={title}>
          <strong>{title}</strong>
          <span class="below">{why}</span>
          <span class="below quiet">{fix}</span>
        </li>
      ))}
    </ol>
  );

function Picture({ of: dossier }: { of: DossierView }) {
  const { placed, links, left, rows } = useMemo(() => layoutOf(dossier), [dossier]);
  const near = useSignal<string | undefined>(undefined);
  const at = new Map(placed.map((each) => [each.id, each]));
  const lit = litBy(near.value, links);
  const height = head + rows * rowHeight + 26;
  return (
    <div class="scroll map" tabIndex={0} role="region" aria-label="Map of the dossier">
      <svg
        width={columns.length * columnWidth}
        height={height}
        viewBox={`0 0 ${columns.length * columnWidth} ${height}`}
        role="img"
        aria-label={`${dossier.entities.length} entities and ${dossier.links.length} links between them`}
        class={near.value === undefined ? undefined : "narrowed"}
        onPointerLeave={() => {
          near.value = undefined;
        }}
      >
        {columns.map(({ title }, column) => (
          <text key={title} class="column-title" x={column * columnWidth} y={14}>
            {title}
          </text>
        ))}
        {links.map((link) => (
          <Curve
            key={link.from + link.kind + link.to}
            of={link}
            at={at}
            isLit={lit.has(link.from) && lit.has(link.to)}
          />
        ))}
        {placed.map((each) => (
          <Node
            key={each.id}
            of={each}
            isLit={lit.has(each.id)}
            onNear={() => {
              near.value = each.id;
            }}
          />
        ))}
        {left.map((many, column) =>
          many === 0 ? null : (
            <text key={column} class="column-title" x={column * columnWidth} y={height - 6}>
              and {many} more
            </text>
          ),
        )}
      </svg>
    </div>
  );
}

/** An entity and what it is linked to; nothing where none is pointed at. */
const litBy = (near: string | undefined, links: readonly Link[]): ReadonlySet<string> =>
  new Set(
    near === undefined
      ? []
      : [
          near,
          ...links.flatMap(({ from, to }) => (from === near ? [to] : to === near ? [from] : [])),
        ],
  );

const middle = ({ row }: Placed): number => head + row * rowHeight + rowHeight / 2;
const start = ({ column }: Placed): number => column * columnWidth;

function Curve({
  of: link,
  at,
  isLit,
}: {
  of: Link;
  at: ReadonlyMap<string, Placed>;
  isLit: boolean;
}) {
  const [from, to] = [at.get(link.from), at.get(link.to)];
  if (!from || !to) return null;
  const [left, right] = from.column <= to.column ? [from, to] : [to, from];
  const x1 = start(left) + nodeWidth;
  const [y1, y2] = [middle(left), middle(right)];
  // Within a column the link goes round at the right side of both.
  const x2 = left.column === right.column ? x1 : start(right);
  const bend = left.column === right.column ? 24 : (x2 - x1) / 2;
  const back = left.column === right.column ? x2 + bend : x2 - bend;
  return (
    <path
      class={isLit ? "link lit" : "link"}
      d={`M${x1} ${y1}C${x1 + bend} ${y1} ${back} ${y2} ${x2} ${y2}`}
    >
      <title>{`${link.kind}: ${link.why}`}</title>
    </path>
  );
}

const Node = ({ of: node, isLit, onNear }: { of: Placed; isLit: boolean; onNear: () => void }) => (
  <g class={isLit ? `node ${node.kind} lit` : `node ${node.kind}`} onPointerEnter={onNear}>
    <title>{`${node.kind}: ${node.name}`}</title>
    <rect x={start(node)} y={middle(node) - 12} width={nodeWidth} height={24} rx={4} />
    <text x={start(node) + 8} y={middle(node) + 4}>
      {node.name.length > longestName ? `${node.name.slice(0, longestName - 1)}…` : node.name}
    </text>
  </g>
);

function Words({ of: { entities, links } }: { of: DossierView }) {
  const names = new Map(entities.map(({ id, name }: Entity) => [id, name]));
  return (
    <>
      <ul class="short-list">
        {entities.map(({ id, kind, name }) => (
          <li key={id}>
            <span class="quiet">{kind}</span> <code>{name}</code>
          </li>
        ))}
      </ul>
      <ul class="short-list">
        {links.map(({ from, to, kind, why }) => (
          <li key={from + kind + to}>
            <span>
              <code>{names.get(from)}</code> {kind.replaceAll("-", " ")}{" "}
              <code>{names.get(to)}</code>
              <span class="below quiet">{why}</span>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
