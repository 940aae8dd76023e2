import type { SourceText } from "../text.ts";
import type { CredentialFile } from "./credential-files.ts";

/** A file in the repository that is made to hold credentials, and holds some. */
export interface CommittedFile {
  readonly source: SourceText;
  readonly is: CredentialFile;
}
