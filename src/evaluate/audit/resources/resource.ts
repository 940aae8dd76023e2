import type { Span } from "../../../core/span.ts";
import type { SourceText } from "../text.ts";
import type { Data } from "./data.ts";

/** Something that infrastructure code declares. */
export interface Resource {
  readonly system: "terraform" | "cloudformation" | "kubernetes" | "helm" | "compose" | "bicep";
  /** As its system says it: `aws_s3_bucket`, `AWS::S3::Bucket`, `Deployment`; of data that is read `data.aws_iam_policy_document`. */
  readonly type: string;
  readonly name: string;
  /** Where it is declared: its type and name. */
  readonly at: Span;
  readonly source: SourceText;
  /** Its attributes. */
  readonly data: Data;
}

/** All that one file declares: some things are said of one resource by another. */
export interface Infrastructure {
  readonly system: Resource["system"];
  readonly source: SourceText;
  readonly resources: readonly Resource[];
}
