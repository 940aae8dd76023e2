import { expect, test } from "vitest";
import { foreignReport } from "../foreign.ts";

const secret = ["ghp", "A".repeat(36)].join("_");
const alert = {
  number: 7,
  html_url: "https://github.com/acme/model/security/secret-scanning/7",
  locations_url: "https://api.github.com/repos/acme/model/secret-scanning/alerts/7/locations",
  state: "open",
  resolution: null,
  resolution_comment: null,
  secret_type: "github_personal_access_token",
  secret_type_display_name: "GitHub Personal Access Token",
  secret,
  validity: "active",
  repository: { full_name: "acme/model" },
  first_location_detected: { path: "train.py", start_line: 3, start_column: 9 },
};

const leaksOf = (...alerts: readonly object[]) =>
  foreignReport(JSON.stringify(alerts), "alerts.json").leaks;

test("an alert is a secret at its first place, and as bad as GitHub knows it to be", () => {
  expect(leaksOf(alert)).toMatchObject([
    {
      rule: "github/github-personal-access-token",
      severity: "critical",
      verified: "active",
      value: secret,
      location: { path: "acme/model:train.py", line: 3, column: 9 },
    },
  ]);
});

test("one that was resolved is accepted, for the reason that somebody gave", () => {
  expect(leaksOf({ ...alert, state: "resolved", resolution: "used_in_tests" })).toMatchObject([
    { standing: { state: "accepted", reason: "used in tests, says GitHub" } },
  ]);
  const revoked = { ...alert, resolution: "revoked", resolution_comment: "rotated by ana" };
  expect(leaksOf(revoked)).toMatchObject([
    { verified: "inactive", standing: { reason: "rotated by ana" } },
  ]);
});

test("one without a place or a value is named by its address", () => {
  const { repository: _, first_location_detected: __, secret: ___, ...bare } = alert;
  expect(leaksOf(bare)[0]?.location.path).toBe(alert.html_url);
});
