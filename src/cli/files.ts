export { readText } from "../sources/text-file.ts";
