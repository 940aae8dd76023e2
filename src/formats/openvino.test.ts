import { expect, test } from "vitest";
import { memoryBlob } from "../core/blob.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";
import { openvino } from "./openvino.ts";

const sample = join(`<?xml version="1.0"?>
<net name="tiny" version="11">
	<layers>
		<layer id="0" name="x" type="Parameter" version="opset1"/>
		<layer id="1" name="from /home/ana/net.py &amp; more" type="Const" version="opset1">
			<output><port id="0" precision="FP32"><dim>2</dim></port></output>
		</layer>
	</layers>
	<rt_info>
		<conversion_parameters>
			<input_model value="DIR/model.onnx" />
			<aws_key value="&lt;made-up>" />
		</conversion_parameters>
	</rt_info>
</net>
`);

test("finds rt_info and names where they stand", async () => {
  const regions = await regionsOf(openvino, sample);
  expect(textsByKey(regions)).toEqual({
    "$.net.layers.layer[1].name": ["from /home/ana/net.py & more"],
    "$.net.rt_info.conversion_parameters.input_model": ["DIR/model.onnx"],
    "$.net.rt_info.conversion_parameters.aws_key": ["<made-up>"],
  });
  expectInPlace(sample, regions);
});

test("tells under which path a place stands", async () => {
  const at = Buffer.from(sample).indexOf("DIR/");
  expect(await openvino.keys?.(memoryBlob(sample), [at])).toEqual([
    "$.net.rt_info.conversion_parameters.input_model",
  ]);
});

test("is known by its root", async () => {
  expect(await matches(openvino, sample)).toBe(true);
  expect(await matches(openvino, join('<net name="a" version="2" batch="1"><layers/></net>'))).toBe(
    true,
  );
  expect(await matches(openvino, join('<?xml version="1.0"?><network version="1"/>'))).toBe(false);
  expect(await matches(openvino, join('<?xml version="1.0"?><PMML version="4"/>'))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(openvino, [sample]);
});
