import type { NewUser, Page, Role, User, UserChange } from "../../../../src/server/api.ts";
import { Loaded } from "../../parts/loading.tsx";
import { say } from "../../parts/notices.tsx";
import { Table } from "../../parts/table.tsx";
import { Ago } from "../../parts/time.tsx";
import { send, session } from "../../server/client.ts";
import { useResource } from "../../server/resource.ts";
import { Adding, ProjectsField, projectsIn } from "./adding.tsx";
import { changing, reload } from "./changing.ts";
import { textIn } from "../../parts/form.ts";

const roles: readonly Role[] = ["viewer", "member", "admin"];

export function Users() {
  const users = useResource<Page<User>>("/api/users", "ledger");
  return (
    <>
      <Adding label="Add a user" onSend={add}>
        <label>
          Name
          <input name="name" required autoComplete="off" />
        </label>
        <label>
          Password
          <input
            name="password"
            type="password"
            minLength={12}
            required
            autoComplete="new-password"
          />
          <span class="quiet">12 characters or more.</span>
        </label>
        <label>
          Role
          <select name="role">
            {roles.map((role) => (
              <option key={role}>{role}</option>
            ))}
          </select>
        </label>
        <ProjectsField />
      </Adding>
      <Loaded of={users}>{({ items }) => <UserTable of={items} />}</Loaded>
    </>
  );
}

async function add(form: FormData): Promise<void> {
  const user: NewUser = {
    name: textIn(form, "name"),
    password: textIn(form, "password"),
    role: form.get("role") as Role,
    ...projectsIn(form),
  };
  await send("POST", "/api/users", user);
  say(`${user.name} can log in now.`);
  reload();
}

const change = async ({ id, name }: User, to: UserChange): Promise<void> =>
  changing(async () => {
    await send("PATCH", `/api/users/${encodeURIComponent(id)}`, to);
    return `Changed ${name}.`;
  }, `${name} was not changed`);

const UserTable = ({ of: users }: { of: readonly User[] }) => (
  <Table label="Users" columns={["Name", "Role", "Projects", "Login", "Last seen"]} hasButtons>
    {users.map((user) => (
      <tr key={user.id} class={user.isDisabled ? "quiet" : undefined}>
        <td>{user.name}</td>
        <td>
          <select
            aria-label={`Role of ${user.name}`}
            value={user.role}
            disabled={user.id === session.value?.user.id}
            onChange={(event) => void change(user, { role: event.currentTarget.value as Role })}
          >
            {roles.map((role) => (
              <option key={role}>{role}</option>
            ))}
          </select>
        </td>
        <td>{user.projects?.join(", ") ?? "all"}</td>
        <td>{user.login}</td>
        <td class="nowrap">{user.lastSeenAt ? <Ago at={user.lastSeenAt} /> : "never"}</td>
        <td>
          {user.id !== session.value?.user.id && (
            <button
              type="button"
              class="plain"
              onClick={() => void change(user, { isDisabled: !user.isDisabled })}
            >
              {user.isDisabled ? "Let in" : "Lock out"}
              <span class="heard"> {user.name}</span>
            </button>
          )}
        </td>
      </tr>
    ))}
  </Table>
);
