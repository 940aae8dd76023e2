/** The ways in which a dossier can be written, by name. */
export const briefFormats = ["text", "json", "html", "dot", "cyclonedx"] as const;
