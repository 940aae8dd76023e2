import { flatTables } from "./flatbuffer-schema.ts";

/**
 * The tables of TensorFlow Lite that hold text or lead to some
 * (`tensorflow/compiler/mlir/lite/schema/schema.fbs`). Buffers stand last: what
 * they are is told by what refers to them.
 */
export const { Model } = flatTables({
  Model: {
    description: "3: string",
    metadata: "6: [Metadata]",
    metadata_buffer: "5: numbers(4)",
    operator_codes: "1: [OperatorCode]",
    subgraphs: "2: [SubGraph]",
    signature_defs: "7: [SignatureDef]",
    external_buffer_groups: "8: [ExternalBufferGroup]",
    external_buffers: "9: [ExternalBuffer]",
    buffers: "4: [Buffer]",
  },
  Metadata: { name: "0: label" },
  OperatorCode: { custom_code: "1: name" },
  SubGraph: {
    name: "4: label",
    tensors: "0: [Tensor]",
    inputs: "1: numbers(4)",
    outputs: "2: numbers(4)",
    operators: "3: [Operator]",
  },
  Tensor: {
    name: "3: label",
    shape: "0: numbers(4)",
    quantization: "4: Quantization",
    sparsity: "6: Sparsity",
    shape_signature: "7: numbers(4)",
    variant_tensors: "9: [VariantSubType]",
  },
  VariantSubType: { shape: "0: numbers(4)" },
  Quantization: {
    min: "0: numbers(4)",
    max: "1: numbers(4)",
    scale: "2: numbers(4)",
    zero_point: "3: numbers(8)",
    details: "5: union(CustomQuantization BlockwiseQuantization)",
  },
  CustomQuantization: { custom: "0: bytes" },
  BlockwiseQuantization: {},
  Sparsity: {
    traversal_order: "0: numbers(4)",
    block_map: "1: numbers(4)",
    dim_metadata: "2: [DimensionMetadata]",
  },
  DimensionMetadata: {},
  Operator: {
    inputs: "1: numbers(4)",
    outputs: "2: numbers(4)",
    builtin_options: "4: union(_)",
    custom_options: "5: bytes",
    mutating_variable_inputs: "7: numbers(1)",
    intermediates: "8: numbers(4)",
    builtin_options_2: "12: union(_)",
  },
  SignatureDef: { key: "2: label", inputs: "0: [TensorMap]", outputs: "1: [TensorMap]" },
  TensorMap: { name: "0: label" },
  ExternalBufferGroup: { name: "0: string" },
  ExternalBuffer: { packing: "4: string" },
  Buffer: { data: "0: bytes" },
});

/** What the metadata writer puts into a buffer named `TFLITE_METADATA` (`metadata_schema.fbs`). */
export const { ModelMetadata } = flatTables({
  ModelMetadata: {
    name: "0: string",
    description: "1: string",
    version: "2: string",
    author: "4: string",
    license: "5: string",
    min_parser_version: "7: string",
    associated_files: "6: [AssociatedFile]",
    subgraph_metadata: "3: [SubGraphMetadata]",
  },
  AssociatedFile: {
    name: "0: string",
    description: "1: string",
    locale: "3: string",
    version: "4: string",
  },
  SubGraphMetadata: {
    name: "0: string",
    description: "1: string",
    input_tensor_metadata: "2: [TensorMetadata]",
    output_tensor_metadata: "3: [TensorMetadata]",
    associated_files: "4: [AssociatedFile]",
    input_process_units: "5: [ProcessUnit]",
    output_process_units: "6: [ProcessUnit]",
    input_tensor_groups: "7: [TensorGroup]",
    output_tensor_groups: "8: [TensorGroup]",
    custom_metadata: "9: [CustomMetadata]",
  },
  TensorMetadata: {
    name: "0: string",
    description: "1: string",
    dimension_names: "2: [string]",
    process_units: "4: [ProcessUnit]",
    associated_files: "6: [AssociatedFile]",
  },
  ProcessUnit: {},
  TensorGroup: { name: "0: string", tensor_names: "1: [string]" },
  CustomMetadata: { name: "0: label", data: "1: bytes" },
});

/** What the converter puts into a buffer named `CONVERSION_METADATA` (`conversion_metadata.fbs`). */
export const { ConversionMetadata } = flatTables({
  ConversionMetadata: { environment: "0: Environment", options: "1: ConversionOptions" },
  Environment: { tensorflow_version: "0: string" },
  ConversionOptions: { model_optimization_modes: "0: numbers(4)" },
});
