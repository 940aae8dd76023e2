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
import { xml } from "./xml.ts";

const sample = join(`<?xml version="1.0"?>
<!DOCTYPE PMML [ <!ENTITY lab "internal"> ]>
<!-- trained by ana -->
<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4">
  <Header copyright='A &amp; B'>
    <Annotation>see /home/ana/&#x6d;odel &lt;private&gt;</Annotation>
    <Annotation><![CDATA[a <raw> text & more]]></Annotation>
  </Header>
  <property name="password" value="hunter2"/>
  <author value="ana@example.com"/>
</PMML>
`);

test("finds texts with entities, decoded, and values apart from their names, where they stand", async () => {
  const regions = await regionsOf(xml, sample);
  expect(textsByKey(regions)).toEqual({
    "$.PMML.Header.copyright": ["A & B"],
    "$.PMML.Header.Annotation": ["see /home/ana/model <private>"],
    "$.PMML.Header.Annotation[1]": ["a <raw> text & more"],
    "$.PMML.property.password": ["hunter2"],
    "$.PMML.author": ["ana@example.com"],
  });
  expectInPlace(sample, regions);
  expect(regions[0]).toMatchObject({ kind: "stretch", as: "text" });
});

test("tells under which path each place stands", async () => {
  const at = (text: string): number => Buffer.from(sample).indexOf(text);
  const places = ["trained", '4.4"', "&amp;", "<raw", "hunter2", "ana@"].map(at);
  expect(await xml.keys?.(memoryBlob(sample), places)).toEqual([
    "$",
    "$.PMML.version",
    "$.PMML.Header.copyright",
    "$.PMML.Header.Annotation[1]",
    "$.PMML.property.password",
    "$.PMML.author",
  ]);
});

test("goes on behind tags that do not pair", async () => {
  const bytes = join('<?xml version="1.0"?><a><b></c><d></a><e x="1 &gt; 0"/>');
  expect(textsByKey(await regionsOf(xml, bytes))).toEqual({ "$.e.x": ["1 > 0"] });
});

test("keeps what is no entity as it stands", async () => {
  const bytes = join('<?xml version="1.0"?><a>x &none; &#0; &#xd800; & &amp</a>');
  expect(textsByKey(await regionsOf(xml, bytes))).toEqual({
    "$.a": ["x &none; &#0; &#xd800; & &amp"],
  });
});

test("reads a token that lies across the blocks in which a file is read", async () => {
  const long = "x".repeat(1_100_000);
  const bytes = join(`<?xml version="1.0"?><a><!-- ${long} --><b>A &amp; B</b></a>`);
  expect(textsByKey(await regionsOf(xml, bytes))).toEqual({ "$.a.b": ["A & B"] });
});

test.each([
  ["many declarations", "<!x>"],
  ["many open elements", "<a>"],
  ["many open quotes", '<a b="'],
  ["many attributes", " a=''"],
  ["many names", "abcdefghi "],
])("does not go astray in %s", async (_what, part) => {
  const bytes = join('<?xml version="1.0"?><r ', part.repeat(200_000));
  expect(await regionsOf(xml, bytes)).toHaveLength(1);
});

test("is known by its declaration, or by its name and its first element", async () => {
  expect(await matches(xml, sample)).toBe(true);
  expect(await matches(xml, join("<project><a/></project>"), "pom.xml")).toBe(true);
  expect(await matches(xml, join("<project><a/></project>"), "notes.txt")).toBe(false);
  expect(await matches(xml, join("<!doctype html><html>"), "page.xml")).toBe(false);
  expect(await matches(xml, join("a < b"), "x.xml")).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(xml, [sample]);
});
