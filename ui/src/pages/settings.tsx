import type { ComponentChildren } from "preact";
import { KeysSwitch } from "../parts/keys-switch.tsx";
import { useTitle } from "../parts/title.ts";
import { hrefOf } from "../route.ts";
import { session } from "../server/client.ts";
import { ThemeButton } from "../shell/theme.tsx";
import { Audit } from "./settings/audit.tsx";
import { Tokens } from "./settings/tokens.tsx";
import { Users } from "./settings/users.tsx";
import { Webhooks } from "./settings/webhooks.tsx";

const tabs = {
  you: { name: "You", show: () => <You /> },
  users: { name: "Users", show: () => <Users /> },
  tokens: { name: "Tokens", show: () => <Tokens /> },
  webhooks: { name: "Webhooks", show: () => <Webhooks /> },
  audit: { name: "Audit", show: () => <Audit /> },
} as const satisfies Record<string, { name: string; show: () => ComponentChildren }>;
type Tab = keyof typeof tabs;

/** Who may do what here, who sends events, and who is told of them. */
export function Settings({ tab }: { tab: string | undefined }) {
  const isAdmin = session.value?.user.role === "admin";
  const chosen = isAdmin && tab !== undefined && tab in tabs ? (tab as Tab) : "you";
  useTitle(`${tabs[chosen].name}, settings`);
  return (
    <div class="page">
      <h1>Settings</h1>
      {isAdmin && (
        <nav class="tabs" aria-label="Settings">
          {(Object.keys(tabs) as Tab[]).map((each) => (
            <a
              key={each}
              href={hrefOf(["settings", each])}
              aria-current={each === chosen ? "page" : undefined}
            >
              {tabs[each].name}
            </a>
          ))}
        </nav>
      )}
      {tabs[chosen].show()}
    </div>
  );
}

const roles = {
  viewer: "reads everything, changes nothing",
  member: "reads, and changes the state of findings",
  admin: "does everything, and lets others in",
} as const;

function You() {
  const user = session.value?.user;
  if (!user) return null;
  return (
    <>
      <dl class="facts">
        <dt>Name</dt>
        <dd>{user.name}</dd>
        <dt>Role</dt>
        <dd>
          {user.role}: {roles[user.role]}
        </dd>
        <dt>Projects</dt>
        <dd>{user.projects?.join(", ") ?? "all"}</dd>
        <dt>Colours</dt>
        <dd>
          <ThemeButton />
        </dd>
        <dt>Keys</dt>
        <dd>
          <KeysSwitch />
        </dd>
      </dl>
      {user.role !== "admin" && (
        <p class="quiet">Users, tokens, webhooks and the audit are for admins.</p>
      )}
    </>
  );
}
