import type { Rule } from "../../core/rule.ts";
import { assigned, keyOf } from "../assigned.ts";
import { token } from "../token.ts";

export const labelling: readonly Rule[] = [
  {
    id: "scale-api-key",
    title: "Scale AI live key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read and create labelling tasks with the images and texts in them.",
    remedy: "Rotate it at dashboard.scale.com/settings.",
    keywords: ["live_"],
    pattern: token(/live_(?:auth_)?[0-9a-f]{32}/),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://scale.com/docs/api-reference/authentication"],
    examples: {
      found: ["SCALE_API_KEY=«live_e64a0bc463342ef47fb033b9e2388618»"],
      ignored: ["olive_5fda23d890a9e48ac01e709bf47df2c5", "live_f3ecf2f4617b9ea597776e3f"],
    },
  },
  {
    id: "labelbox-api-key",
    title: "Labelbox API key",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Read and change the data rows, labels and projects of the workspace.",
    remedy: "Delete it at app.labelbox.com/workspace-settings/api-keys.",
    keywords: ["labelbox", "lb_api_key"],
    pattern: assigned(
      /(?:labelbox[\w .-]{0,24}?(?:key|token)|(?<![A-Za-z])lb_api_key|labelbox\.?client\([^\n]{0,20}?)[\w-]{0,12}/,
      /eyJ[A-Za-z0-9_-]{10,400}\.eyJ[A-Za-z0-9_-]{10,2000}\.[A-Za-z0-9_-]{20,700}/,
    ),
    proofs: [{ kind: "jwt" }],
    references: ["https://docs.labelbox.com/reference/create-api-key"],
    examples: {
      found: [
        'LABELBOX_API_KEY="«eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ1c2VySWQiOiJja3giLCJhcGlLZXlJZCI6ImNreSJ9.BOSoTNk3VgRQ-dJ9SNkZuZyB67ghIJIcQqpY1V9oBxL»"',
      ],
      ignored: ["LABELBOX_API_KEY=eyJhbGciOi..."],
    },
  },
  {
    id: "roboflow-api-key",
    title: "Roboflow API key",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Read and change the data sets and models of the workspace, and run inference at your cost.",
    remedy: "Revoke it at app.roboflow.com under settings, API keys.",
    keywords: ["roboflow"],
    pattern: assigned(
      /(?:roboflow[\w .-]{0,24}?(?:key|token)|roboflow\([^\n]{0,12}?api_key|roboflow\.com\/[^\s"']{0,100}?[?&]api_key)[\w-]{0,12}/,
      /[A-Za-z0-9]{20}/,
    ),
    proofs: [
      { kind: "entropy", min: 3 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    check: {
      url: "https://api.roboflow.com/?api_key={value}",
      auth: { kind: "inside" },
      active: [{ status: 200, json: "workspace" }],
      inactive: [{ status: 401 }],
      facts: { workspace: "workspace" },
      documentation: "https://docs.roboflow.com/developer/rest-api/verify-your-api-key",
      examples: {
        active: {
          status: 200,
          body: { welcome: "Welcome to the Roboflow API.", workspace: "lab" },
        },
        inactive: {
          status: 401,
          body: {
            message: "This API key does not exist (or has been revoked).",
            type: "OAuthException",
          },
        },
      },
    },
    references: ["https://docs.roboflow.com/developer/authentication/find-your-roboflow-api-key"],
    examples: {
      found: [
        'rf = Roboflow(api_key="«SCPlFyfcmIu0a15NWelZ»")',
        "https://detect.roboflow.com/plates/2?api_key=«nOA7vWN3YvD7KaV7QMMh»",
      ],
      ignored: ["ROBOFLOW_API_KEY=your_private_api_key"],
    },
  },
  {
    id: "v7-api-key",
    title: "V7 Darwin API key",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Read and change the team's data sets and annotations.",
    remedy: "Delete it at darwin.v7labs.com under settings, API keys.",
    keywords: ["darwin", "v7"],
    pattern: assigned(keyOf(/darwin|v7(?:labs|[-_.])/), /[A-Za-z0-9_-]{7}\.[A-Za-z0-9_-]{32}/),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit", "letter"] },
    ],
    references: ["https://docs.v7labs.com/reference/introduction"],
    examples: {
      found: ["V7_API_KEY=«BZgqYgP.d_bTT3HwCe8Hy_9IPU64HV2rpE4fkgfX»"],
      ignored: ['darwin_key = "arm64.macos"'],
    },
  },
];
