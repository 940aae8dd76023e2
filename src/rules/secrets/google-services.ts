import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";

export const googleServices: readonly Rule[] = [
  {
    id: "google-api-key-base64",
    title: "Google API key in base64",
    class: "secret",
    severity: "medium",
    confidence: "high",
    harm: "Call the services that the key allows at your cost: maps, Gemini, and with no restriction more.",
    remedy: "Delete or restrict it at console.cloud.google.com/apis/credentials.",
    keywords: ["qul6yvn5"],
    pattern: /(?<![A-Za-z0-9+/])(?<value>QUl6YVN5[A-Za-z0-9+/]{44})(?![A-Za-z0-9+/=])/,
    proofs: [{ kind: "entropy", min: 3.8 }],
    references: ["https://cloud.google.com/docs/authentication/api-keys"],
    examples: {
      found: ['"mapsKey": "«QUl6YVN5W8AbwFRDPEFA0ou0wEW8R9Bh4Ub8IV2S4bmQZUIC7ivu»"'],
      ignored: ["QUl6YVN5"],
    },
  },
  {
    id: "google-oauth-client-secret-old",
    title: "Google OAuth client secret (old form)",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "With the client id: pose as the application, and use refresh tokens that leaked beside it.",
    remedy: "Reset it at console.cloud.google.com/apis/credentials.",
    keywords: ["client_secret", "clientsecret"],
    pattern: assigned(
      /(?:google|gcp|gmail|gdrive|youtube|apps\.googleusercontent\.com["'][^\n]{0,40}?)[\w .-]{0,24}?client[-_ ]?secret[\w-]{0,12}/,
      /[A-Za-z0-9_-]{24}/,
    ),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit", "lower", "upper"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: ["https://developers.google.com/identity/protocols/oauth2"],
    examples: {
      found: ["GOOGLE_CLIENT_SECRET=«i57kjFjsjy_3SWFVyykNIe0M»"],
      ignored: ["GOOGLE_CLIENT_SECRET=your-client-secret-here1"],
    },
  },
  {
    id: "firebase-database-secret",
    title: "Firebase database secret",
    class: "secret",
    severity: "critical",
    confidence: "medium",
    harm: "Read, change and delete all data of the Realtime Database, past its rules.",
    remedy: "Delete it in the project settings under Service accounts, Database secrets.",
    keywords: ["firebase"],
    pattern: assigned(
      /firebase[\w .-]{0,24}?secret[\w-]{0,12}|firebaseio\.com\/[^\s"']{0,120}?[?&]auth/,
      /[A-Za-z0-9]{40}/,
    ),
    proofs: [
      { kind: "entropy", min: 3.8 },
      { kind: "has", all: ["digit", "lower", "upper"] },
    ],
    references: ["https://firebase.google.com/docs/database/rest/auth"],
    examples: {
      found: [
        "FIREBASE_DATABASE_SECRET=«j9maOJd1aRxYqFFFeCJeR3ulLZHcY4KeObKu0g0h»",
        "https://runs-1.firebaseio.com/users.json?auth=«56Mk2HSpywhcWhTmEurox7KDLnpm7l4mhULyOEbR»",
      ],
      ignored: ["FIREBASE_SECRET=$SECRET"],
    },
  },
];
