import type { LinkLogin, Session } from "../../../src/server/api.ts";
import { useTitle } from "../parts/title.ts";
import { replaceWith } from "../route.ts";
import { send } from "../server/client.ts";
import { Credentials, Gate } from "./login.tsx";

/** The first account, by the link that the first start printed. */
export function Welcome({ token }: { token: string }) {
  useTitle("Welcome");
  return (
    <Gate title="Welcome to tare">
      <p class="prose">
        This link works once. It makes the first account, which may do everything here: read
        findings, change them, let others in.
      </p>
      <Credentials
        label="Make the account"
        isNew
        send={async (given) => {
          const login: LinkLogin = { token, ...given };
          const made = await send<Session>("POST", "/api/login/link", login);
          replaceWith("#/");
          return made;
        }}
      />
    </Gate>
  );
}
