import type { Format } from "../core/format.ts";
import { narrowHead } from "./kit/encoding.ts";
import { xmlKeys, xmlText } from "./kit/xml.ts";

const declared = /^\s*<\?xml[\s?]/;
const names =
  /\.(?:xml|pmml|svg|xsd|xsl|xslt|rss|plist|rdf|owl|wsdl|csproj|pom|gml|kml|graphml|nfo)$/;
/** HTML may be written as no XML is. */
const element = /^\s*<(?!html\b|!doctype html)(?:!--|!doctype\b|[a-z_])/i;

/**
 * XML of any kind, PMML among them. It is looked at as it stands; texts with
 * entities are looked at decoded as well.
 */
export const xml: Format = {
  id: "xml",
  title: "XML",
  tier: "general",
  specification: "https://www.w3.org/TR/xml/",
  lines: true,
  reads: "the text as it stands; elements and attributes with entities decoded",
  tested: "specification",

  mayBeText: true,
  matches({ head, name }) {
    const text = narrowHead(head)?.slice(0, 256);
    return text !== undefined && (declared.test(text) || (names.test(name) && element.test(text)));
  },

  regions: xmlText,
  keys: xmlKeys,
};
