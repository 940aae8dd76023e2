import { type MessageTable, messagesOf } from "./protobuf-fields.ts";

/** The messages of `caffe.proto` that hold text or weights; the fields of others are found unknown. */
const table = {
  NetParameter: {
    1: "name: string",
    2: "layers[]: V1LayerParameter",
    3: "input[]: name",
    4: "input_dim[]",
    5: "force_backward",
    6: "state: NetState",
    7: "debug_info",
    8: "input_shape[]: Numbers",
    100: "layer[]: LayerParameter",
  },
  /** A message without text: only what is not known of it is looked at. */
  Numbers: {},
  NetState: { 1: "phase", 2: "level", 3: "stage[]: string" },
  LayerParameter: {
    1: "name: label",
    2: "type: name",
    3: "bottom[]: name",
    4: "top[]: name",
    6: "param[]: ParamSpec",
    7: "blobs[]: BlobProto",
    100: "transform_param: TransformationParameter",
    107: "data_param: Source",
    112: "hdf5_data_param: Source",
    113: "hdf5_output_param: Source",
    115: "image_data_param: Source",
    129: "window_data_param: Source",
    130: "python_param: PythonParameter",
  },
  /** Layers as they were until 2014. */
  V1LayerParameter: {
    2: "bottom[]: name",
    3: "top[]: name",
    4: "name: label",
    6: "blobs[]: BlobProto",
    11: "data_param: Source",
    13: "hdf5_data_param: Source",
    14: "hdf5_output_param: Source",
    15: "image_data_param: Source",
    20: "window_data_param: Source",
    36: "transform_param: TransformationParameter",
    1001: "param[]: name",
  },
  ParamSpec: { 1: "name: name" },
  TransformationParameter: { 4: "mean_file: string" },
  Source: {
    1: "source: string",
    3: "mean_file: string",
    12: "root_folder: string",
    13: "root_folder: string",
  },
  PythonParameter: { 1: "module: string", 2: "layer: string", 3: "param_str: string" },
  BlobProto: {
    5: "data: tensor",
    6: "diff: tensor",
    7: "shape: Numbers",
    8: "double_data: tensor",
    9: "double_diff: tensor",
  },
} as const satisfies MessageTable;

export const caffeMessages = messagesOf(table);
