/** What formats carry besides their content, and readers can do without. */
export const extras = {
  owners: "names and numbers of users and groups",
  times: "when members were written",
  comments: "comments on an archive or a picture",
  outputs: "what the cells of a notebook wrote, and when they ran",
  attachments: "pictures in the text cells of a notebook",
  metadata: "camera, place, program and history of a picture",
} as const;
export type Extra = keyof typeof extras;
