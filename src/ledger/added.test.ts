import { describe, expect, test } from "vitest";
import { TareError } from "../core/error.ts";
import { addedEvent, momentOf } from "./added.ts";

describe("reads the fields of an event as people type them", () => {
  test.each([
    [
      ["tabletop-finished", "scenario=a=b", "participants=ana, bruno", "improvements=2"],
      {
        type: "tabletop-finished",
        scenario: "a=b",
        participants: ["ana", "bruno"],
        improvements: 2,
      },
    ],
    [
      ["alert-raised", "source=guardduty", "kind=x", "anomalyAt=2026-11-29T10:00+01:00"],
      {
        type: "alert-raised",
        source: "guardduty",
        kind: "x",
        anomalyAt: "2026-11-29T09:00:00.000Z",
      },
    ],
    [
      ["canary-tripped", "canary=c", "isTest=true"],
      { type: "canary-tripped", canary: "c", isTest: true },
    ],
    [
      ["credential-seen", "credential=k", "provider=aws", "kind=static", "isActive=false"],
      {
        type: "credential-seen",
        credential: "k",
        provider: "aws",
        kind: "static",
        isActive: false,
      },
    ],
  ])("%j", ([type = "", ...fields], happening) => {
    expect(addedEvent(type, fields)).toEqual(happening);
  });
});

describe("refuses what is no such event, and shows how it is written", () => {
  test.each([
    [[], "add takes an event"],
    [["nope"], "no event 'nope' to add"],
    [["toString"], "no event 'toString' to add"],
    [["scan-finished"], "no event 'scan-finished' to add"],
    [["canary-minted", "canary=c"], "canary-minted needs 'kind'"],
    [["canary-minted", "colour=red"], "canary-minted has no field 'colour'"],
    [["canary-minted", "canary=", "kind=aws"], "canary-minted: 'canary' is empty"],
    [["canary-minted", "canary"], "canary-minted has no field 'canary'"],
    [["policy-analysed", "provider=aws", "role=r", "wildcards=-1"], "'wildcards' takes COUNT"],
    [
      ["policy-analysed", "provider=aws", "role=r", "wildcards="],
      "policy-analysed: 'wildcards' is empty",
    ],
    [["canary-tripped", "canary=c", "isTest=yes"], "'isTest' takes true|false"],
    [["alert-raised", "source=s", "kind=k", "anomalyAt=soon"], "'anomalyAt' takes TIME"],
  ])("%j", ([type = "", ...fields], message) => {
    expect(() => addedEvent(type, fields)).toThrow(message);
  });

  test("a hint has every field", () => {
    const refused = (): unknown => addedEvent("credential-seen", []);
    expect(refused).toThrow(TareError);
    expect(refused).toThrow(
      expect.objectContaining({
        hint: "tare ledger add credential-seen credential=TEXT provider=TEXT kind=static|managed|short-lived isActive=true|false [createdAt=TIME]",
      }),
    );
  });
});

test.each([
  ["2026-11-29", "2026-11-29T00:00:00.000Z"],
  ["2026-11-29T10:00Z", "2026-11-29T10:00:00.000Z"],
  ["2026-13-45T10:00Z", undefined],
  ["1", undefined],
  ["yesterday", undefined],
])("%s is the moment %s", (text, moment) => {
  expect(momentOf(text)?.toISOString()).toBe(moment);
});
