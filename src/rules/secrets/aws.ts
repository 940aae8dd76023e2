import type { Companion, LiveCheck } from "../../core/live-check.ts";
import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";
import { token } from "../token.ts";

/** STS tells everybody who they are: no permission is needed, and none can forbid it. */
const callerIdentity = {
  url: "https://sts.us-east-1.amazonaws.com/",
  otherHosts: ["sts.cn-north-1.amazonaws.com.cn", "sts.us-gov-west-1.amazonaws.com"],
  method: "POST",
  headers: { accept: "*/*" },
  body: { kind: "form", fields: { Action: "GetCallerIdentity", Version: "2011-06-15" } },
  active: [{ status: 200, text: /<Arn>arn:/ }],
  inactive: [{ status: 403, text: /<Code>(?:InvalidClientTokenId|ExpiredToken)<\/Code>/ }],
  unclear: [
    {
      status: 403,
      text: /<Code>SignatureDoesNotMatch<\/Code>/,
      reason: "the key id works, but this is not its secret",
    },
  ],
  facts: {
    account: { text: /<Account>(?<value>[^<]*)</ },
    identity: { text: /<Arn>(?<value>[^<]*)</ },
  },
  documentation: "https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html",
  sideEffect: "Stands in CloudTrail, and as the time when the key was last used.",
  examples: {
    active: {
      status: 200,
      headers: { "content-type": "text/xml" },
      body: '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/Alice</Arn><UserId>AIDACKCEVSQ6C2EXAMPLE</UserId><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>',
    },
    inactive: {
      status: 403,
      headers: { "content-type": "text/xml" },
      body: "<ErrorResponse><Error><Type>Sender</Type><Code>InvalidClientTokenId</Code><Message>The security token included in the request is invalid.</Message></Error></ErrorResponse>",
    },
  },
} as const satisfies Omit<LiveCheck, "auth">;

const sessionToken: Companion = {
  title: "session token",
  pattern:
    /(?<![A-Za-z0-9+/])(?<value>(?:IQoJb3JpZ2lu|F[wQ]oGZXIvYXdz)[A-Za-z0-9+/]{80,2000}={0,2})(?![A-Za-z0-9+/=])/,
  within: 2500,
  optional: true,
};

const secretCheck: LiveCheck = {
  ...callerIdentity,
  auth: {
    kind: "signed",
    by: "aws-sigv4",
    with: {
      accessKeyId: "{keyId}",
      secretAccessKey: "{value}",
      sessionToken: "{sessionToken}",
    },
  },
  companions: {
    keyId: {
      title: "key id",
      pattern: /(?<![A-Za-z0-9])(?<value>A[KS]IA[A-Z2-7]{16})(?![A-Za-z0-9])/,
    },
    sessionToken,
  },
};

const keyIdCheck: LiveCheck = {
  ...callerIdentity,
  auth: {
    kind: "signed",
    by: "aws-sigv4",
    with: {
      accessKeyId: "{value}",
      secretAccessKey: "{secret}",
      sessionToken: "{sessionToken}",
    },
  },
  companions: {
    secret: {
      title: "secret access key",
      pattern:
        /(?:secret[\w .-]{0,24}\\?["']?\s{0,4}[=:,]{1,2}\s{0,4}|^)[\s"'`\\,:;|/]{0,8}(?<value>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/i,
    },
    sessionToken,
  },
};

export const aws: readonly Rule[] = [
  {
    id: "aws-access-key-id",
    title: "AWS access key id",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Half of a key pair, and the number of the account in plain: whoever has the secret half, too, acts as its owner.",
    remedy:
      "Find the key with `aws sts get-access-key-info`, deactivate it in IAM, and look for the secret half nearby.",
    keywords: ["akia", "abia", "acca"],
    pattern: token(/(?:AKIA|ABIA|ACCA)[A-Z2-7]{16}/),
    proofs: [{ kind: "aws-key-id" }, { kind: "entropy", min: 3 }, { kind: "not-placeholder" }],
    beside: ["aws-secret-access-key", "aws-secret-beside-id"],
    check: keyIdCheck,
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids",
    ],
    examples: {
      found: ["AWS_ACCESS_KEY_ID=«AKIAZZJ5VMTEWVXP65TE»"],
      ignored: ["AKIAIOSFODNN7EXAMPLE", "AKIA0123456789ABCDEF"],
    },
  },
  {
    id: "aws-temporary-key-id",
    title: "AWS temporary access key id",
    class: "secret",
    severity: "low",
    confidence: "medium",
    harm: "It ends within hours; with its secret and session token it acts as the role until then, and it names the account.",
    remedy:
      "Revoke the role's active sessions in IAM if the secret half is near and younger than twelve hours.",
    keywords: ["asia"],
    pattern: token(/ASIA[A-Z2-7]{16}/),
    proofs: [
      { kind: "aws-key-id" },
      { kind: "entropy", min: 3 },
      { kind: "not-placeholder" },
      { kind: "has", all: ["digit"] },
    ],
    beside: ["aws-secret-access-key", "aws-secret-beside-id"],
    check: keyIdCheck,
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids",
    ],
    examples: {
      found: ["aws_access_key_id = «ASIAFAWHRR4F743FA2RL»"],
      ignored: ["ASIAPACIFICREGIONSOU"],
    },
  },
  {
    id: "aws-secret-access-key",
    title: "AWS secret access key",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "With the key id beside it: act in the AWS account with all the rights of the key's owner.",
    remedy: "Deactivate the key in IAM, look at CloudTrail for its uses, then delete it.",
    keywords: ["secret"],
    pattern: assigned(
      /(?:(?:aws|amazon|boto|s3)[\w .-]{0,24}?secret(?:[-_. ]?access)?(?:[-_. ]?key)?|secret[-_. ]?access[-_. ]?key)[\w-]{0,12}/,
      /[A-Za-z0-9/+]{40}/,
    ),
    proofs: [
      { kind: "entropy", min: 4.1 },
      { kind: "has", all: ["digit", "lower", "upper"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    check: secretCheck,
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html",
    ],
    examples: {
      found: [
        "aws_secret_access_key = «2DOWzcLYAUmGN00hv5SagyYehFO68OfkDoftjLpX»",
        '$.hyper_parameters.aws_secret_access_key="«EL/sVOn/Y6XzO+fMevOkOcSY2l8MJA+iWuvZBVnt»"',
        'AWS_SECRET_ACCESS_KEY="«CO8vfs4ioZM66MVCh1KdpOXhZVXtwjQqPJ3ezFAy»"',
        '{"SecretAccessKey": "«uDpqx6G7SJFum6++qqYnb81+b0iV/eFsuvNRo77s»"}',
        "s3_secret: '«0sDXReDZLz/kWQi7jC8B0IzWVBA9hmB1Z0G1BQ+R»'",
      ],
      ignored: [
        "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "AWS_SECRET_ACCESS_KEY=4e7e59d7f6991e92fc95cb001257576a56603be2",
        'secret = "eOqngd4Zpnlff43hukRsFGpnnE16zB2/GwfVwle9UTFy"',
      ],
    },
  },
  {
    id: "aws-secret-beside-id",
    title: "AWS secret access key beside its id",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Act in the AWS account with all the rights of the key's owner.",
    remedy: "Deactivate the key in IAM, look at CloudTrail for its uses, then delete it.",
    keywords: ["akia", "asia"],
    pattern:
      /(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z2-7]{16}["'`\\]{0,2}[ \t]{0,4}[,:;|/ \t][ \t]{0,4}["'`\\]{0,2}(?<value>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/,
    proofs: [
      { kind: "entropy", min: 4.1 },
      { kind: "has", all: ["digit", "lower", "upper"] },
      { kind: "not-placeholder" },
    ],
    check: secretCheck,
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html",
    ],
    examples: {
      found: [
        "AKIA6F3POEPNJMO2A56L,«HP5oiKm6D9Yjo/5Xvq79B8O3kpWNiam/+blE35eC»",
        'S3FileSystem("AKIANTAY5ZUHK65GGAEP", "«Guy9K3LPqfoe2bGjhQsKHGQ7J8FW25bldhL1X9oW»")',
      ],
      ignored: ["AKIA3U5N7Y4P6QQXOV5Q, f1e74df040ac19c0cb992a05285d3e5f19333996"],
    },
  },
  {
    id: "aws-session-token",
    title: "AWS session token",
    class: "secret",
    severity: "medium",
    confidence: "high",
    harm: "With the temporary key beside it: act as the role until the session ends, within hours.",
    remedy: "Revoke the role's active sessions in IAM if the session can still run.",
    keywords: ["iqojb3jpz2lu", "fwogzxivyxdz", "fqogzxivyxdz"],
    pattern:
      /(?<![A-Za-z0-9+/])(?<value>(?:IQoJb3JpZ2lu|F[wQ]oGZXIvYXdz)[A-Za-z0-9+/%]{80,2000}={0,2})(?![A-Za-z0-9+/=])/,
    proofs: [{ kind: "entropy", min: 4 }, { kind: "not-placeholder" }],
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_use-resources.html",
    ],
    examples: {
      found: [
        "AWS_SESSION_TOKEN=«IQoJb3JpZ2luStZcD1zSUe4mncF3/lmQBOygSnzcic2h+glarElbnFmDvGnu3GakCCdFREkpfcjlPOHQXXaLqbnJ6Msc2/3VYJauI11Gw4Dse2w55g0gi767KulLQcKyAN1a3/IA/TeGe53xcKZEvGTAevxdbEqHacXaXBalypHQ5X0Adr2R8gNj0d4M/jN2JZsFLemV8wCJGkQl1uy2==»",
      ],
      ignored: ["IQoJb3JpZ2luX2VjEIT"],
    },
  },
  {
    id: "aws-bedrock-api-key",
    title: "Amazon Bedrock API key",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Run any Bedrock model at your cost, as the IAM user that the key belongs to.",
    remedy: "Delete it in IAM under the user's security credentials, API keys for Amazon Bedrock.",
    keywords: ["absk"],
    pattern: /(?<![A-Za-z0-9+/])(?<value>ABSK[A-Za-z0-9+/]{100,269}={0,2})(?![A-Za-z0-9+/=])/,
    proofs: [{ kind: "entropy", min: 4 }, { kind: "not-placeholder" }],
    references: ["https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html"],
    examples: {
      found: [
        "AWS_BEARER_TOKEN_BEDROCK=«ABSKQmVkcm9ja0FQSUtleS1HZkTzI4anUgDn+baQH2M63qAKiA7LvrkLtG9iZgfRA9dO/3q1eazKEDJfLfED34oba+P1ThGrAdrQCxncJJUDqbI2MOvV+whfMbF3j2aF»",
      ],
      ignored: [
        "ABSKQmVkcm9ja0FQSUtleS1EXAMPLEEXAMPLEEXAMPLEEXAMPLEEXAMPLEEXAMPLEEXAMPLEEXAMPLEEXAMPLEEXAMPLEEXAMPLEEXAMPLEEXAMPLEEXM=",
      ],
    },
  },
  {
    id: "aws-bedrock-short-key",
    title: "Amazon Bedrock short-term API key",
    class: "secret",
    severity: "medium",
    confidence: "high",
    harm: "Run any Bedrock model at your cost until the key ends, within twelve hours.",
    remedy: "Revoke the sessions of the role that made it.",
    keywords: ["bedrock-api-key-"],
    pattern: token(/bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t[A-Za-z0-9+/=]{0,4000}/),
    references: ["https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys-generate.html"],
    examples: {
      found: [
        "AWS_BEARER_TOKEN_BEDROCK=«bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29tiDFwv0MeolW55XKQtgzaAo8ermZHItu7Q180uVpZ2pDq0yJd+LX/d41lmIv/k0YSQ5xQb4ALcTgeRpdbSYb2dsr4vV2DB+/aR7GRfdBlU41F1F7pA5S030aK»",
      ],
      ignored: ["bedrock-api-key-in-the-parameter-store"],
    },
  },
  {
    id: "aws-mws-token",
    title: "Amazon MWS auth token",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read and change the orders, customers and listings of the Amazon seller.",
    remedy: "Revoke it in Seller Central under Manage your apps.",
    keywords: ["amzn.mws."],
    pattern: token(/amzn\.mws\.[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/),
    references: ["https://developer-docs.amazon.com/sp-api/docs/migrate-from-mws"],
    examples: {
      found: ["authToken: «amzn.mws.540e08dd-82e5-482d-aa0c-a5032b35ec41»"],
      ignored: ["amzn.mws.token"],
    },
  },
  {
    id: "aws-presigned-url",
    title: "Presigned S3 URL",
    class: "secret",
    severity: "medium",
    confidence: "medium",
    harm: "Read, or with PUT write, the object that it names, until it ends: at most seven days after it was made.",
    remedy: "Wait until it has ended, or rotate the key that signed it, and move the object.",
    keywords: ["x-amz-signature="],
    pattern: /X-Amz-Signature=(?<value>[0-9a-f]{64})(?![0-9a-f])/i,
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html"],
    examples: {
      found: [
        "https://b.s3.amazonaws.com/train.csv?X-Amz-Expires=604800&X-Amz-Signature=«aedd718ff995a3c63f90a7a25402aec502a46717a9f6effeae28e7116c6e3136»",
      ],
      ignored: ["X-Amz-Signature=<signature>"],
    },
  },
  {
    id: "aws-ecr-password",
    title: "Amazon ECR login password",
    class: "secret",
    severity: "medium",
    confidence: "medium",
    harm: "Pull and push the images of the registry as the role that asked for it, for twelve hours.",
    remedy: "Revoke the sessions of the role that made it.",
    keywords: ["eyjwyxlsb2fkijoi"],
    pattern:
      /(?<![A-Za-z0-9+/])(?<value>eyJwYXlsb2FkIjoi[A-Za-z0-9+/]{200,6000}={0,2})(?![A-Za-z0-9+/=])/,
    proofs: [{ kind: "base64-json", keys: ["payload"] }],
    references: ["https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html"],
    examples: {
      found: [
        "docker login -u AWS -p «eyJwYXlsb2FkIjoiQ21VSmRENWYwYVpxOUx4VDR2V243UmtFMnNIYjZZcE04Y1h1R2oxaVFvTnRWekt3RHJBZkJsU3lVZU9oSWdQbTNKZEM1ZjBhWnE5THhUNHZXbjdSa0Uyc0hiNllwTThjWHVHajFpUW9OdFZ6S3dEckFmQmxTeVVlT2hJZ1BtM0oiLCJkYXRha2V5IjoiQVFFQkFIaCIsInZlcnNpb24iOiIyIiwidHlwZSI6IkRBVEFfS0VZIiwiZXhwaXJhdGlvbiI6MTcwMDAwMDAwMH0=»",
      ],
      ignored: ["eyJwYXlsb2FkIjoiaGVsbG8ifQ=="],
    },
  },
  {
    id: "aws-session-token-named",
    title: "AWS session token of a compatible service",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "With its key pair: what the role may do until the token runs out.",
    remedy:
      "It runs out by itself; revoke the sessions of the role, or of the user at the store (MinIO, Ceph).",
    keywords: ["session_token", "sessiontoken", "security-token"],
    pattern: assigned(
      /(?:aws|s3|minio)[\w .-]{0,16}?session[-_ ]?token|(?<![A-Za-z])sessiontoken|x-amz-security-token/,
      /[A-Za-z0-9+/_.%-]{100,2500}={0,2}/,
    ),
    proofs: [{ kind: "entropy", min: 4 }],
    beside: ["aws-access-key-id", "aws-temporary-key-id"],
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_use-resources.html",
      "https://min.io/docs/minio/linux/developers/security-token-service.html",
    ],
    examples: {
      found: [
        "AWS_SESSION_TOKEN=«eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJjNTRjZWVlNiIsImlhdCI6MTcwMDAwMDAwMH0.M5xeFA9YnyWfX1fZRCSIPtyJY90wyUYP3XSJBlvlyQx»",
        "x-amz-security-token: «o26gzA31KTt4R5zS4Th1wNBsm0fbPuc1bMAVVn0DF2AYKNIwgtp0wm60O7Q92ADHxgYjuz1SP8pHKNkCpn4BtObtnRJoPJO7kHTePsyezmzux2odYBVk5PVQ2mzJtHABIvjs65P+chVBPksBstn6r8YijIFXP8e8pni4jiBTE2ON8kkVJAyRKkn677GTw0rT57oeoHF2»",
      ],
      ignored: ["AWS_SESSION_TOKEN=$AWS_SESSION_TOKEN"],
    },
  },
];
