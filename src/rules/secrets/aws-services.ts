import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";
import { token } from "../token.ts";

export const awsServices: readonly Rule[] = [
  {
    id: "aws-appsync-key",
    title: "AWS AppSync API key",
    class: "secret",
    severity: "medium",
    confidence: "high",
    harm: "Call the GraphQL API as far as API keys may.",
    remedy: "Delete it under Settings of the API in the AppSync console.",
    keywords: ["da2-"],
    pattern: token(/da2-[a-z0-9]{26}/),
    proofs: [
      { kind: "entropy", min: 3 },
      { kind: "has", all: ["digit"] },
    ],
    references: ["https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html"],
    examples: {
      found: ["x-api-key: «da2-xc3l6zm8ofugf8kenb28w51y7t»"],
      ignored: ["da2-io3hit4fqzuii8f4pf15", "panda2-cd5sxge0uy9asib2jbd1rgy9ik"],
    },
  },
  {
    id: "aws-ses-smtp-password",
    title: "Amazon SES SMTP password",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Send mail in the name of the domain at your cost.",
    remedy: "Delete the access key of the SMTP user in IAM.",
    keywords: ["smtp", "ses"],
    pattern: assigned(
      /(?:(?<![A-Za-z])ses|smtp|email_host)[\w .-]{0,24}?pass(?:word)?[\w-]{0,12}/,
      /B[A-Za-z0-9+/]{43}/,
    ),
    proofs: [
      { kind: "entropy", min: 4 },
      { kind: "has", all: ["digit", "lower", "upper"] },
      { kind: "not-words" },
    ],
    references: ["https://docs.aws.amazon.com/ses/latest/dg/smtp-credentials.html"],
    examples: {
      found: ["SES_SMTP_PASSWORD=«BF47jKHiddpgqT3HcD2qUzQTbuumIvs532pQO5D73v4a»"],
      ignored: ["SMTP_PASSWORD=$SES_PASSWORD"],
    },
  },
  {
    id: "aws-sso-token",
    title: "AWS access portal (SSO) token",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Fetch credentials of every account and role that the user may enter, for hours.",
    remedy: "Delete the sessions of the user in IAM Identity Center.",
    keywords: ["aoaaaaa"],
    pattern:
      /(?<![A-Za-z0-9+/])(?<value>ao[ar]AAAAA[A-Za-z0-9+/_:-]{100,1800}={0,2})(?![A-Za-z0-9+/=])/,
    proofs: [{ kind: "entropy", min: 4 }],
    references: [
      "https://docs.aws.amazon.com/singlesignon/latest/userguide/howtosessionduration.html",
    ],
    examples: {
      found: [
        '{"startUrl": "https://acme.awsapps.com/start", "accessToken": "«aoaAAAAAU69jgJy4b8kJ8cguY3eBd103WbvRsMy2jVBY1yIr8UKapv6jjWe0tzc/O6r7EjUdbx2kIqVQBtLlKonZVMV94ErHcbXrE9hbbB1DENhEeXScM45npVJXWMvj5hBXmMV0r6Si/aA6fhloRsVRHJ9spHGdGXvFH4wrgTpb6f/fd0p04Coilfie:X84bHCMMaP/7WtBHOA6ltTk24Ywzr+v5Scs3I/BEv1GOLnzH2TH+looRmnKwgXwQHm0QmNiLR00iiMixfm0n71jC1dLnPUjh»"}',
      ],
      ignored: ["aoaAAAAA"],
    },
  },
  {
    id: "aws-cloudfront-signed-url",
    title: "Signed CloudFront URL",
    class: "secret",
    severity: "low",
    confidence: "medium",
    harm: "Fetch the file until the signature runs out.",
    remedy:
      "Wait until it runs out, or remove the key from its key group; give people the plain URL.",
    keywords: ["key-pair-id="],
    pattern:
      /[?&]Signature=(?<value>[A-Za-z0-9~_-]{160,700})&(?:amp;)?Key-Pair-Id=[A-Z0-9]{12,24}/i,
    proofs: [{ kind: "entropy", min: 4 }],
    references: [
      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-signed-urls.html",
    ],
    examples: {
      found: [
        "https://cdn.example.org/model.bin?Expires=1893456000&Signature=«N2gjPHIyBhrtJD0Bcn4G6iyQOl6mu4ZTHeitd28PDtCJ6ZKOGqskVOqDEzWTMgiMmDS8UXgCoipkPfUCqND2RkZSEgtL4qOwSdIUJhnWbvKLEO1F33H6MsMvd4siHAsAxXisPmW8UcaF8kt92AQsA01LRDv6UHGuTSNYYakKFP~__»&Key-Pair-Id=K2FPYV99P2N66Q",
      ],
      ignored: ["Signature=abc&Key-Pair-Id=K2FPYV99P2N66Q"],
    },
  },
  {
    id: "aws-s3-signed-url-old",
    title: "Presigned S3 URL (signature version 2)",
    class: "secret",
    severity: "medium",
    confidence: "medium",
    harm: "Fetch or replace the object until the URL runs out.",
    remedy: "Wait until it runs out, or disable the access key that signed it.",
    keywords: ["awsaccesskeyid="],
    pattern:
      /[?&]AWSAccessKeyId=[A-Z0-9]{16,24}&(?:amp;)?(?:[A-Za-z-]{1,30}=[^\s"'<>&]{1,900}&(?:amp;)?){0,3}?Signature=(?<value>[A-Za-z0-9%+/]{26,44}=?)/,
    proofs: [{ kind: "entropy", min: 3.2 }],
    references: ["https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html"],
    examples: {
      found: [
        "https://b.s3.amazonaws.com/w.bin?AWSAccessKeyId=AKIA3QZ7XK2LMN5PRSTU&Expires=1893456000&Signature=«X61acDIaEhVmkk2GpQ1zPgyAP3o%3D»",
      ],
      ignored: ["AWSAccessKeyId=AKIA3QZ7XK2LMN5PRSTU&Signature=<sig>"],
    },
  },
  {
    id: "aws-codeartifact-token",
    title: "AWS CodeArtifact token",
    class: "secret",
    severity: "medium",
    confidence: "high",
    harm: "Read, and perhaps publish, packages of the domain for twelve hours at most.",
    remedy: "It runs out by itself; revoke the sessions of the role that made it.",
    keywords: ["codeartifact"],
    pattern: assigned(
      /code_?artifact[\w .-]{0,24}?token[\w-]{0,12}/,
      /eyJ[A-Za-z0-9_-]{40,2000}\.[A-Za-z0-9_-]{0,2000}\.[A-Za-z0-9_.-]{40,4000}/,
    ),
    proofs: [{ kind: "entropy", min: 4 }],
    references: ["https://docs.aws.amazon.com/codeartifact/latest/ug/tokens-authentication.html"],
    examples: {
      found: [
        "CODEARTIFACT_AUTH_TOKEN=«eyJ2ZXIiOjEsImlzdSI6X8yh8BdFOcVwWBhqG5KSFdPE0SPgjtHfb1F6w70WAKadYEjW1W5bSapfQ7Dh.48ieqEX1fkkjbd93oQGXy9KTUMAFGrM14gENAsIrsD3mbLFecbVjafQ4gGnRfXBkg8QysD4FIS0Xzm41.333c2Euu6mXrxWUREVXXPHzGIz3qyV4J1TQt7frRgjix7YSdn60LNJMRLdHb»",
      ],
      ignored: ["CODEARTIFACT_AUTH_TOKEN=`aws codeartifact get-authorization-token`"],
    },
  },
];
