/** The ways in which a report can be written, by name. */
export const formats = ["text", "json", "jsonl", "sarif", "html"] as const;
