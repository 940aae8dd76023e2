import type { ThriftNames } from "./thrift.ts";

/** Structs of `parquet.thrift`, as far as they hold text. https://github.com/apache/parquet-format */
const statistics: ThriftNames = new Map([
  [1, ["max"]],
  [2, ["min"]],
  [5, ["max_value"]],
  [6, ["min_value"]],
]);

const keyValue: ThriftNames = new Map([
  [1, ["key"]],
  [2, ["value"]],
]);

const columnMetadata: ThriftNames = new Map<number, readonly [string, ThriftNames?]>([
  [3, ["path_in_schema"]],
  [8, ["metadata", keyValue]],
  [12, ["statistics", statistics]],
]);

const columnChunk: ThriftNames = new Map<number, readonly [string, ThriftNames?]>([
  [1, ["file_path"]],
  [3, ["meta_data", columnMetadata]],
  [8, ["crypto_metadata"]],
  [9, ["encrypted_metadata"]],
]);

const rowGroup: ThriftNames = new Map([[1, ["columns", columnChunk]]]);

export const fileMetadata: ThriftNames = new Map<number, readonly [string, ThriftNames?]>([
  [2, ["schema", new Map([[4, ["name"]]])]],
  [4, ["row_groups", rowGroup]],
  [5, ["metadata", keyValue]],
  // `created_by`: a program, no person.
  [6, ["writer"]],
  [9, ["footer_signing_key_metadata"]],
]);

export const pageHeader: ThriftNames = new Map<number, readonly [string, ThriftNames?]>([
  [5, ["data_page", new Map([[5, ["statistics", statistics]]])]],
  [8, ["data_page_v2", new Map([[8, ["statistics", statistics]]])]],
]);

export const columnIndex: ThriftNames = new Map([
  [2, ["min_values"]],
  [3, ["max_values"]],
]);
