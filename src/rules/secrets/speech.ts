import type { Rule } from "../../core/rule.ts";
import { assigned, keyOrNameOf } from "../assigned.ts";

export const speech: readonly Rule[] = [
  {
    id: "assemblyai-api-key",
    title: "AssemblyAI API key",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Read transcripts of your recordings and make new ones at your cost.",
    remedy: "Rotate it at assemblyai.com/app/api-keys.",
    keywords: ["assembly"],
    pattern: assigned(keyOrNameOf(/assembly[-_ ]?ai|aai\.settings/), /[0-9a-f]{32}/),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://www.assemblyai.com/docs/api-reference/overview"],
    examples: {
      found: [
        "ASSEMBLYAI_API_KEY=«93b7cae7fbebc0870b0ee1972dd8bf7d»",
        "keys: {assemblyai: «5e0f21c98b7d4a36e1f09c2d7b8a4e63»}",
      ],
      ignored: ["assemblyai_transcript_id = cc7f33101e86dc1931f5e241d4766ec9"],
    },
  },
  {
    id: "deepgram-api-key",
    title: "Deepgram API key",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Transcribe at your cost and read the usage and members of the project.",
    remedy: "Delete it at console.deepgram.com under API keys.",
    keywords: ["deepgram", "dg_"],
    pattern: assigned(
      keyOrNameOf(/deepgram(?:client)?|(?<![A-Za-z])dg(?=_(?:api_)?key)/),
      /[0-9a-f]{40}/,
    ),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://developers.deepgram.com/docs/create-additional-api-keys"],
    examples: {
      found: [
        "DEEPGRAM_API_KEY=«f4c066c6bf2c440047dba2a39fa84f6376dae038»",
        "deepgram: '«7d20c4b1e99a3f58062bd4e7f1c83a95be60d2f7»'",
        'DeepgramClient("«0b94e7d2c6f1a8350e9d4b72c8a61f5e3d07b9ca»")',
      ],
      ignored: ['deepgram_commit = "018b9e3aeca6c61e9642d2ff6a960d01335328c0"'],
    },
  },
  {
    id: "playht-api-key",
    title: "PlayHT secret key",
    class: "secret",
    severity: "medium",
    confidence: "low",
    harm: "Make speech with your cloned voices and at your cost.",
    remedy: "Regenerate it at play.ht/studio/api-access.",
    keywords: ["play_ht", "playht"],
    pattern: assigned(keyOrNameOf(/play_?ht/), /[0-9a-f]{32}/),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://docs.play.ht/reference/api-authentication"],
    examples: {
      found: ["PLAY_HT_SECRET_KEY=«f09d1a7e6cae233c224e0654bd97e2f5»"],
      ignored: ["PLAY_HT_USER_ID=706f8572ed178f0aa2f090652144"],
    },
  },
];
