import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type { LoginWays, PasswordLogin, Session } from "../../../src/server/api.ts";
import { Failure } from "../parts/loading.tsx";
import { useTitle } from "../parts/title.ts";
import { route } from "../route.ts";
import { RequestError, send, session } from "../server/client.ts";
import { useResource } from "../server/resource.ts";
import { Mark } from "../shell/rail-parts.tsx";
import { ThemeButton } from "../shell/theme.tsx";
import { textIn } from "../parts/form.ts";

/** Why somebody comes back from the OpenID provider, by what the server calls it. */
const refusals: Readonly<Record<string, string>> = {
  "bad-request": "That took too long, or began elsewhere. Log in again.",
  unauthenticated: "The provider did not let you in. The audit says why.",
  forbidden: "Your account is disabled. Ask an admin.",
  conflict: "Somebody else has your name here. Ask an admin.",
};

/** What somebody sees who is not logged in. */
export function Login() {
  useTitle("Log in");
  const ways = useResource<LoginWays>("/api/login");
  const [page, code = ""] = route.value.path;
  const refused = page === "login" ? refusals[code] : undefined;
  return (
    <Gate title="Log in">
      {refused !== undefined && (
        <p class="failure" role="alert">
          {refused}
        </p>
      )}
      {ways.error && <Failure of={ways.error} />}
      {ways.value?.isNew && (
        <div class="prose">
          <p>
            Nobody has made the first account yet. Follow the link that <code>tare serve</code>{" "}
            printed when it started.
          </p>
        </div>
      )}
      {ways.value?.password && !ways.value.isNew && (
        <Credentials label="Log in" send={(body) => send<Session>("POST", "/api/login", body)} />
      )}
      {ways.value?.oidc && (
        <p>
          <a class="button" href={ways.value.oidc.href}>
            Log in with {ways.value.oidc.title}
          </a>
        </p>
      )}
    </Gate>
  );
}

/** A page with one thing to do. */
export const Gate = ({ title, children }: { title: string; children: ComponentChildren }) => (
  <main class="gate">
    <p class="brand">
      <Mark /> tare
    </p>
    <h1>{title}</h1>
    {children}
    <p class="gate-foot">
      <ThemeButton />
    </p>
  </main>
);

/** Asks for a name and a password, and says what was wrong with them. */
export function Credentials({
  label,
  isNew = false,
  send,
}: {
  label: string;
  isNew?: boolean;
  send: (given: PasswordLogin) => Promise<Session>;
}) {
  const error = useSignal<RequestError | undefined>(undefined);
  const isSending = useSignal(false);
  const submit = async (form: HTMLFormElement): Promise<void> => {
    const given = new FormData(form);
    isSending.value = true;
    try {
      session.value = await send({
        name: textIn(given, "name"),
        password: textIn(given, "password"),
      });
    } catch (failure) {
      error.value = failure instanceof RequestError ? failure : undefined;
    } finally {
      isSending.value = false;
    }
  };
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        void submit(event.currentTarget);
      }}
    >
      {error.value && (
        <p class="failure" role="alert">
          {error.value.message}
          {error.value.hint !== undefined && `. ${error.value.hint}`}
        </p>
      )}
      <label>
        Name
        <input name="name" autoComplete="username" required autofocus />
      </label>
      <label>
        Password
        <input
          name="password"
          type="password"
          required
          minLength={isNew ? 12 : undefined}
          autoComplete={isNew ? "new-password" : "current-password"}
        />
        {isNew && <span class="quiet">12 characters or more. A sentence is easy to keep.</span>}
      </label>
      <button type="submit" class="main" disabled={isSending.value}>
        {label}
      </button>
    </form>
  );
}
