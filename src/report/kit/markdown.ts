/** Text from a rule or a file inside Markdown, where it must not become markup. */
export const markdown = (text: string): string => text.replaceAll(/[\\`*_[\]<>]/g, String.raw`\$&`);
