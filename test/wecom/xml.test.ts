import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { childrenOf, readXml, textOf, writeXml, XmlError } from "../../src/wecom/xml.ts";

describe("reading", () => {
  test.each([
    ["a number beyond 2^53 stays a string", "<xml><A>18446744073709551615</A></xml>", "18446744073709551615"],
    ["leading zeros stay", "<xml><A>007</A></xml>", "007"],
    ["exponents stay", "<xml><A>1e3</A></xml>", "1e3"],
    ["white space around goes", "<xml><A>\n   x y \t</A></xml>", "x y"],
    ["also inside CDATA", "<xml><A>\n <![CDATA[\n x ]]> </A></xml>", "x"],
    ["CDATA in two sections", "<xml><A><![CDATA[a]]]]><![CDATA[>b]]></A></xml>", "a]]>b"],
    ["entities outside CDATA", "<xml><A>a &lt; b &amp;&amp; c &#x4e2d;&#25991;</A></xml>", "a < b && c 中文"],
    ["entities inside CDATA stay", "<xml><A><![CDATA[&lt;]]></A></xml>", "&lt;"],
    ["unknown entities stay as they are", "<xml><A>&lol;&#0;&#xD800;</A></xml>", "&lol;&#0;&#xD800;"],
    [
      "a document type inside CDATA is just text",
      "<xml><A><![CDATA[<!DOCTYPE x [<!ENTITY y>]>]]></A></xml>",
      "<!DOCTYPE x [<!ENTITY y>]>",
    ],
    ["tags inside CDATA are just text", "<xml><A><![CDATA[</A></xml>]]></A></xml>", "</A></xml>"],
    ["the first of two", "<xml><A>1</A><A>2</A></xml>", "1"],
    ["declaration and byte order mark", '\uFEFF<?xml version="1.0" encoding="UTF-8"?>\n<xml><A>1</A></xml>', "1"],
    ["attributes are ignored", '<xml><A b="c">1</A></xml>', "1"],
    ["control characters go, wherever they stand", "<xml><A>a\u0000<![CDATA[\u001bb]]></A></xml>", "ab"],
    ["nothing there", "<xml><B>1</B></xml>", ""],
    ["empty element", "<xml><A/></xml>", ""],
    ["comment", "<xml><!-- <A>0</A> --><A>1</A></xml>", "1"],
  ])("%s", (_name, source, expected) => {
    expect(textOf(readXml(source), "A")).toBe(expected);
  });

  test("a repeated element is a list, also when there is one or none", () => {
    const root = readXml("<xml><L><I>1</I></L><M><I>1</I><I>2</I></M><N/></xml>");
    const counts = ["L", "M", "N", "O"].map((name) => childrenOf(childrenOf(root, name)[0], "I").length);
    expect(counts).toEqual([1, 2, 0, 0]);
  });

  test.each([
    ["nothing", ""],
    ["plain text", "hello"],
    ["JSON", '{"a":1}'],
    ["another root", "<html></html>"],
    ["two roots", "<xml></xml><xml></xml>"],
    ["text after the root", "<xml></xml>x"],
    ["not closed", "<xml><A>1"],
    ["crossed", "<xml><A><B></A></B></xml>"],
    ["open CDATA", "<xml><A><![CDATA[x</A></xml>"],
    ["document type", "<!DOCTYPE xml><xml><A>1</A></xml>"],
    ["document type in small letters", "<!doctype xml><xml/>"],
    ["external entity", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xml><A>&e;</A></xml>'],
    ["entity behind a comment", "<!-- --><!DOCTYPE x [<!ENTITY e 'x'>]><xml><A>&e;</A></xml>"],
    ["declaration inside", "<xml><!ELEMENT A ANY><A>1</A></xml>"],
    ["too deep", `<xml>${"<a>".repeat(20)}${"</a>".repeat(20)}</xml>`],
    ["too many", `<xml>${"<a>1</a>".repeat(5_001)}</xml>`],
    ["too long", `<xml><A>${"x".repeat(1024 * 1024)}</A></xml>`],
    ["many open sections", `<xml>${"<![CDATA[".repeat(90_000)}`],
    ["prototype", "<xml><__proto__>1</__proto__></xml>"],
  ])("refuses: %s", (_name, source) => {
    expect(() => readXml(source)).toThrow(XmlError);
  });
});

describe("writing", () => {
  test("shape", () => {
    const written = writeXml({ A: "x", N: 7, B: true, L: [{ I: "1" }, { I: "2" }], E: { F: "" }, U: undefined });
    expect(written).toBe(
      "<xml><A><![CDATA[x]]></A><N>7</N><B>true</B><L><I><![CDATA[1]]></I></L><L><I><![CDATA[2]]></I></L><E><F><![CDATA[]]></F></E></xml>",
    );
  });

  test("control characters, which XML has no place for, go", () => {
    expect(textOf(readXml(writeXml({ A: "a\u0000\u0008b" })), "A")).toBe("ab");
  });

  test("whatever is written is read back, also with ]]> and tags inside", () => {
    const nasty = fc.array(
      fc.constantFrom("]", ">", "]]>", "<![CDATA[", "<A>", "</A>", "&amp;", "中", "🎂", "x", "\n"),
    );
    fc.assert(
      fc.property(nasty, (parts) => {
        const text = parts.join("");
        expect(textOf(readXml(writeXml({ A: text, B: "after" })), "A")).toBe(text.trim());
      }),
      { numRuns: 500 },
    );
  });
});
