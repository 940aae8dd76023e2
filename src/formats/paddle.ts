import type { Blob } from "../core/blob.ts";
import type { Format } from "../core/format.ts";
import { Cursor } from "./kit/cursor.ts";
import { type Field, wires } from "./kit/protobuf.ts";
import { messagesOf } from "./kit/protobuf-fields.ts";
import { firstFields, textOfField } from "./kit/protobuf-probe.ts";
import { messageRegions } from "./kit/protobuf-walk.ts";

const { BlockDesc, OpDesc, ProgramDesc, VarDesc } = messagesOf({
  ProgramDesc: { 1: "blocks[]: BlockDesc", 4: "version: Numbers", 5: "op_version_map: OpVersions" },
  Numbers: {},
  OpVersions: { 1: "pair[]: OpVersion" },
  OpVersion: { 1: "op_name: label", 2: "op_version: Numbers" },
  BlockDesc: {
    1: "idx",
    2: "parent_idx",
    3: "vars[]: VarDesc",
    4: "ops[]: OpDesc",
    5: "forward_block_idx",
  },
  VarDesc: {
    1: "name: label",
    2: "type: Numbers",
    3: "persistable",
    4: "need_check_feed",
    5: "is_parameter",
    6: "stop_gradient",
    7: "attrs[]: VarAttr",
  },
  VarAttr: { 1: "name: label", 2: "type", 3: "i", 4: "=: string", 5: "ints[]" },
  /** Written in the order of numbers, so that the type comes last of all texts but the attributes. */
  OpDesc: {
    1: "inputs[]: OpVar",
    2: "outputs[]: OpVar",
    3: "type: name",
    4: "attrs[]: OpAttr",
    5: "is_target",
  },
  OpVar: { 1: "parameter: label", 2: "arguments[]: name" },
  OpAttr: {
    1: "name: label",
    2: "type",
    3: "i",
    4: "f",
    5: "=: string",
    6: "ints[]",
    7: "floats[]",
    8: "=[]: string",
    10: "b",
    11: "bools[]",
    12: "block_idx",
    13: "l",
    14: "blocks_idx[]",
    15: "longs[]",
    16: "float64s[]",
    17: "var_name: name",
    18: "vars_name[]: name",
    19: "float64",
    20: "scalar: Numbers",
    21: "scalars[]: Numbers",
  },
});

const firstTag = 0x0a;
/** So many fields of a block are looked at: its two numbers, and a variable or an operator. */
const enough = 3;

/**
 * The program of a Paddle model. Regions are its strings: variables, operators
 * and their attributes; `op_callstack` is the Python stack that made an operator,
 * with paths and lines of source.
 */
export const paddle: Format = {
  id: "paddle",
  title: "Paddle program",
  tier: "specific",
  specification:
    "https://github.com/PaddlePaddle/Paddle/blob/develop/paddle/fluid/framework/framework.proto",
  reads: "names, attributes and call stacks; unknown fields swept",
  tested: "paddlepaddle",

  async matches({ head, blob }) {
    if (head[0] !== firstTag) return false;
    const [block] = await firstFields(blob, ProgramDesc, 1);
    if (block?.wire !== wires.bytes) return false;
    const fields = await firstFields(blob, BlockDesc, enough, block.payload);
    const [index, parent, first] = fields;
    const isBlock = index?.number === 1 && index.value === 0 && parent?.number === 2;
    return isBlock && first?.wire === wires.bytes && hasName(blob, first);
  },

  regions: (blob) =>
    messageRegions(new Cursor(blob, "paddle"), {
      blob,
      message: ProgramDesc,
      key: "$",
      end: blob.size,
    }),
};

/** Whether a variable has a name, or an operator a type. */
async function hasName(blob: Blob, { number, payload }: Field): Promise<boolean> {
  const isVariable = number === 3;
  const fields = await firstFields(blob, isVariable ? VarDesc : OpDesc, 64, payload);
  return (await textOfField(blob, fields, isVariable ? 1 : 3)) !== undefined;
}
