// What the lint found, in words.
import type { Finding } from "./lint.ts";

const findingNames: Readonly<Record<Finding["code"], string>> = {
  "ad-word": "广告法不让用的说法",
  scarcity: "制造紧张的说法",
  promise: "没有对应的有效礼遇",
  "benefit-changed": "和礼遇原文不一样",
  "benefit-not-hers": "这项礼遇现在不适用于这位客户",
  date: "日子不对",
  "cold-words": "道歉里不要说这句",
  "no-empathy": "道歉要先体谅对方、说声抱歉",
  "promo-word": "这类消息不推销",
  negative: "客户的忌讳",
  "merge-field": "还有没填的地方",
  "too-long": "超过平台的长度上限",
  long: "有点长，客户可能不会看完",
};

/** As many as one looks at; the rest shows when these are mended. */
const FINDINGS_MAX = 4;

export function findingLines(findings: readonly Finding[]): string[] {
  return findings.slice(0, FINDINGS_MAX).map((finding) => {
    const mark = finding.severity === "block" ? "⚠️" : "💡";
    const span = finding.span === "" ? "" : `「${finding.span}」`;
    return `${mark} ${span}${findingNames[finding.code]}${detailOf(finding)}`;
  });
}

function detailOf({ code, detail }: Finding): string {
  if (detail === null) return "";
  switch (code) {
    case "benefit-changed":
      return `，原文是「${detail}」`;
    case "date":
      return `，应该是「${detail}」`;
    case "negative":
      return `：${detail}`;
    case "long":
      return `（${detail}字）`;
    default:
      return "";
  }
}
