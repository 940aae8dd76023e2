/** Files of which another file keeps checksums, by their names. */
const fixed: readonly { readonly name: RegExp; readonly why: string }[] = [
  {
    // TensorFlow compares each tensor that it reads with the CRC-32C in the index.
    name: /\.data-\d{5}-of-\d{5}$/,
    why: "the index of the checkpoint has a checksum of each tensor in it",
  },
];

/** Why no byte of a file may change, as far as its name tells. */
export const fixedByName = (name: string): string | undefined =>
  fixed.find((each) => each.name.test(name))?.why;
