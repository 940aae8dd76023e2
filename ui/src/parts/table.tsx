import type { ComponentChildren } from "preact";

interface Props {
  /** What it is a table of, for those who hear it. */
  readonly label: string;
  readonly columns: readonly string[];
  /** Whether a last column has buttons. */
  readonly hasButtons?: boolean;
  readonly class?: string;
  /** The rows. */
  readonly children: ComponentChildren;
}

/** A table that scrolls by itself where it is wider than the page. */
export const Table = ({ label, columns, hasButtons, class: name, children }: Props) => (
  <div class="scroll" tabIndex={0} role="region" aria-label={label}>
    <table class={name}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
          {hasButtons && (
            <th scope="col">
              <span class="heard">Change</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </div>
);
