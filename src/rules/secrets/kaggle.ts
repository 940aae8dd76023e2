import type { LiveCheck } from "../../core/live-check.ts";
import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";
import { token } from "../token.ts";

const competitions: LiveCheck = {
  url: "https://www.kaggle.com/api/v1/competitions/list?page=1",
  companions: {
    user: {
      title: "user name",
      pattern:
        /(?:username\\?["']?\s{0,2}:|kaggle_user(?:name)?["']?\s{0,2}[=:])\s{0,2}\\?["']?(?<value>[a-z0-9_-]{3,40})(?![\w-])/i,
    },
  },
  auth: { kind: "basic", user: "{user}", password: "{value}" },
  active: [{ status: 200, json: "0.ref" }],
  inactive: [{ status: 401, json: "code", text: /^401$/ }],
  documentation: "https://www.kaggle.com/docs/api",
  examples: {
    active: {
      status: 200,
      body: [{ ref: "https://www.kaggle.com/competitions/titanic", title: "Titanic" }],
    },
    inactive: { status: 401, body: { code: 401, message: "Unauthenticated" } },
  },
};

export const kaggle: readonly Rule[] = [
  {
    id: "kaggle-api-key",
    title: "Kaggle API key",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Read private data sets and notebooks, and submit and publish as the user.",
    remedy: "Expire it at kaggle.com/settings under API, then make a new one.",
    keywords: ["kaggle"],
    pattern: assigned(/kaggle[\w .-]{0,24}?(?:key|token|secret)[\w-]{0,12}/, /[0-9a-f]{32}/),
    proofs: [{ kind: "entropy", min: 3 }],
    check: competitions,
    references: ["https://github.com/Kaggle/kaggle-api/blob/main/docs/README.md"],
    examples: {
      found: [
        "KAGGLE_KEY=«72c806361a7782b60733b92144bf69ae»",
        "os.environ['KAGGLE_KEY'] = '«20fc3db3827a7be3c62fc2a8f873c0c9»'",
      ],
      ignored: [
        "kaggle_dataset_md5 = d5106c1113973005c679ffde3e738d56",
        "KAGGLE_KEY=xxxxxxxxxxxxxx",
      ],
    },
  },
  {
    id: "kaggle-json-key",
    title: "Kaggle API key in kaggle.json",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read private data sets and notebooks, and submit and publish as the user.",
    remedy: "Expire it at kaggle.com/settings under API, then make a new one.",
    keywords: ["username"],
    pattern:
      /\\?["']username\\?["']\s{0,4}:\s{0,4}\\?["'][\w.-]{1,60}\\?["']\s{0,4},\s{0,4}\\?["']key\\?["']\s{0,4}:\s{0,4}\\?["'](?<value>[0-9a-f]{32})\\?["']/,
    lines: "many",
    proofs: [{ kind: "entropy", min: 3 }],
    check: competitions,
    references: ["https://github.com/Kaggle/kaggle-api/blob/main/docs/README.md"],
    examples: {
      found: [
        '{"username":"ada","key":"«05001f4650b92ed97532a5d18663e6bb»"}',
        '{\n  "username": "ada",\n  "key": "«05d1f4650b92ed97532a5d18663e6bb4»"\n}',
        "api_token = {'username': 'ada', 'key': '«3ba43069027b56090563ac9b22877dfd»'}",
      ],
      ignored: [
        '{"username":"ada","key":"YOUR_KEY"}',
        '{"username":"ada","key":"9edd8b0a2cf95c1bcddba73a0e1da79ce77362fa"}',
      ],
    },
  },
  {
    id: "kaggle-api-token",
    title: "Kaggle API token",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read private data sets and notebooks, and submit and publish as the user.",
    remedy: "Delete it at kaggle.com/settings/api.",
    keywords: ["kgat_"],
    pattern: token(/KGAT_[0-9a-f]{32}/),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://github.com/Kaggle/kaggle-api/blob/main/docs/README.md"],
    examples: {
      found: ["export KAGGLE_API_TOKEN=«KGAT_60e47a6aba77d3636fccab653fb8e013»"],
      ignored: ["KGAT_your_token"],
    },
  },
];
