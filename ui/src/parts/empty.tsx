import type { ComponentChildren } from "preact";
import { Command } from "./command.tsx";

/** What stands where there is nothing: what it means, and what to run. */
export const Empty = ({
  title,
  command,
  children,
}: {
  title: string;
  command?: string | undefined;
  children?: ComponentChildren;
}) => (
  <div class="empty">
    <p class="empty-title">{title}</p>
    {children !== undefined && <p>{children}</p>}
    {command !== undefined && <Command text={command} />}
  </div>
);
