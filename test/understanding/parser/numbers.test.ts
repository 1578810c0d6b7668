import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normalise } from "../../../src/understanding/parser/normalise.ts";
import { numbersForInterface, readNumbers } from "../../../src/understanding/parser/numbers.ts";
import { readBounds } from "../../../src/understanding/parser/numbers-bounds.ts";

/** "500 元" for a value with its unit, "300~500" for a range; kinds other than cardinal are named. */
function shown(text: string): string {
  return readNumbers(normalise(text).text)
    .map(({ value, min, max, kind, money, unit, digits, approx }) => {
      const amount = value ?? `${min}~${max}`;
      const marks = [
        kind === "cardinal" ? "" : kind,
        money ? "¥" : (unit ?? ""),
        digits ? "digits" : "",
        approx ? "approx" : "",
      ];
      return [amount, ...marks.filter((mark) => mark !== "")].join(" ");
    })
    .join("; ");
}

describe("numbers", () => {
  test.each([
    ["储值1w", "10000"],
    ["年消费1.5w", "15000"],
    ["预算3k左右", "3000"],
    ["两万五", "25000"],
    ["一千二的外套", "1200"],
    ["一千零二", "1002"],
    ["一千二三", "1200~1300 range"],
    ["三五百", "300~500 range"],
    ["三四百块", "300~400 range ¥"],
    ["五百块", "500 ¥"],
    ["3280元", "3280 ¥"],
    ["￥3,280.50", "3280.5 ¥"],
    ["RMB 500", "500 ¥"],
    ["两百点二", "200.2"],
    ["1千万", "10000000"],
    ["三点五万", "35000"],
    ["一亿零三百万", "103000000"],
    ["壹佰贰拾叁", "123"],
    ["廿三", "23"],
    ["卅", "30"],
    ["〇点五", "0.5"],
    ["负三十", "-30"],
    ["二零二六", "2026"],
    ["百三", "130"],
    ["万八", "18000"],
    ["十来个", "10 个 approx"],
    ["二十多件", "20 件 approx"],
    ["一百多", "100 approx"],
    ["几百块", "200~900 range ¥ approx"],
    ["十几个", "11~19 range 个 approx"],
    ["一两个", "1~2 range 个"],
    ["十七八岁", "17~18 range 岁"],
    ["二三十人", "20~30 range 人"],
    ["一个半", "1.5 个"],
    ["半个", "0.5 个"],
    ["五块三", "5.3 ¥"],
    ["三块五毛", "3.5 ¥"],
    ["八毛", "0.8 ¥"],
    ["15元6角三分", "15.63 ¥"],
    ["一千美元", "1000 美元"],
    ["买了真丝裙3280,丝巾880", "3280; 880"],
    ["20，300", "20; 300"],
    ["7 万 5 千", "75000"],
  ])("%s → %s", (text, want) => {
    expect(shown(text)).toBe(want);
  });

  test.each([
    ["八五折", "0.85 discount"],
    ["打9折", "0.9 discount"],
    ["95折", "0.95 discount"],
    ["7.5折", "0.75 discount"],
    ["八点五折", "0.85 discount"],
    ["对折", "0.5 discount"],
    ["七到八折", "0.7~0.8 discount"],
    ["20%", "0.2 percent"],
    ["百分之二十", "0.2 percent"],
    ["百分之百", "1 percent"],
    ["千分之三", "0.003 percent"],
    ["三成", "0.3 percent"],
    ["七成六", "0.76 percent"],
    ["三成半", "0.35 percent"],
    ["三个百分点", "0.03 percent"],
    ["30%-50%", "0.3~0.5 range"],
    ["一半", "0.5 fraction"],
    ["三分之一", "0.333333333333333 fraction"],
    ["一又四分之三", "1.75 fraction"],
    ["前三", "3 ordinal"],
    ["头十名", "10 ordinal 名"],
    ["第二个", "2 ordinal 个"],
    ["top10", "10 ordinal"],
    ["倒数第二", "2 ordinal"],
  ])("%s → %s", (text, want) => {
    expect(shown(text)).toBe(want);
  });

  test.each([
    ["500到1000", "500~1000 range"],
    ["500-1000元", "500~1000 range ¥"],
    ["3到5万", "30000~50000 range"],
    ["一百到两百块", "100~200 range ¥"],
    ["五到八百", "500~800 range"],
    ["三万到五万", "30000~50000 range"],
    ["1000~2000", "1000~2000 range"],
    ["42到38", "42; 38"],
  ])("%s → %s", (text, want) => {
    expect(shown(text)).toBe(want);
  });

  test.each([
    ["13812345678", "13812345678 digits"],
    ["尾号3456", "3456 digits"],
    ["手机尾号是0456的", "456 digits"],
    ["3456", "3456 digits"],
    ["3456块", "3456 ¥"],
    ["订单号20261122001", "20261122001 digits"],
  ])("%s names by digits: %s", (text, want) => {
    expect(shown(text)).toBe(want);
  });

  test.each([
    "万一她不来",
    "一起来",
    "一下子",
    "百货",
    "十分喜欢",
    "千万别忘",
    "三星手机",
    "周一",
    "唯一",
    "看一看",
    "SK2",
    "几个客户",
  ])("no number in %s", (text) => {
    expect(shown(text)).toBe("");
  });
});

describe("bounds", () => {
  test.each([
    ["超过500", "> 500"],
    ["不止三次", "> 3"],
    ["一千以上", "≥ 1000"],
    ["至少两次", "≥ 2"],
    ["不少于300块", "≥ 300"],
    ["满五千", "≥ 5000"],
    ["不到一千", "< 1000"],
    ["低于500元的", "< 500"],
    ["500以内", "≤ 500"],
    ["不超过500块钱", "≤ 500"],
    ["最多3件", "≤ 3"],
    ["三千以下", "≤ 3000"],
    ["500块钱以上", "≥ 500"],
    ["3个人以上", "≥ 3"],
    ["20%以上", "≥ 0.2"],
    ["300左右", "≥ 270 ≤ 330"],
    ["大概1000块", "≥ 900 ≤ 1100"],
    ["500到1000", "≥ 500 ≤ 1000"],
    ["500以上1000以下", "≥ 500 | ≤ 1000"],
    ["买了500", ""],
    ["尾号3456以上", ""],
  ])("%s → %s", (text, want) => {
    const bounds = readBounds(normalise(text).text).map(({ min, max, minInclusive, maxInclusive }) =>
      [
        ...(min === undefined ? [] : [`${minInclusive ? "≥" : ">"} ${min}`]),
        ...(max === undefined ? [] : [`${maxInclusive ? "≤" : "<"} ${max}`]),
      ].join(" "),
    );
    expect(bounds.join(" | ")).toBe(want);
  });
});

describe("the interface", () => {
  test("text as typed, in order, money in yuan", () => {
    expect(numbersForInterface("預算５００到１千塊，已經買咗兩萬五")).toEqual({
      numbers: [
        { text: "５００到１千塊", min: 500, max: 1000 },
        { text: "兩萬五", value: 25000 },
      ],
    });
  });
});

describe("laws", () => {
  const units = ["", "十", "百", "千"];
  const digits = "零一二三四五六七八九";

  /** A number below 100,000,000 as it is read aloud. */
  function spoken(value: number): string {
    const group = (part: number) => {
      let text = "";
      let zero = false;
      for (let place = 3; place >= 0; place--) {
        const digit = Math.floor(part / 10 ** place) % 10;
        if (digit === 0) zero = text !== "";
        else {
          text += (zero ? "零" : "") + digits[digit] + units[place];
          zero = false;
        }
      }
      return text;
    };
    const high = Math.floor(value / 10_000);
    const low = value % 10_000;
    if (high === 0) return group(low) || "零";
    return `${group(high)}万${low > 0 && low < 1000 ? "零" : ""}${group(low)}`;
  }

  test("what is read aloud is read back", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 99_999_999 }), (value) => {
        const [span] = readNumbers(`共${spoken(value)}元`);
        expect(span?.value).toBe(value);
        expect(readNumbers(`${value}元`)[0]?.value).toBe(value);
      }),
    );
  });

  test("any mixture gives ordered spans inside the text, and never throws", () => {
    const piece = fc.constantFrom(
      ..."一两三十百千万亿零半多来几点折成%到-~.,¥元块个第前后超过以上分之又负1234567890 wk折人左右尾号不到",
      "百分之",
      "以上",
      "不超过",
      "三五",
      "3.5",
      "138",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join("");
        let last = 0;
        for (const span of readNumbers(text)) {
          expect(span.start).toBeGreaterThanOrEqual(last);
          expect(span.end).toBeGreaterThan(span.start);
          expect(text.slice(span.start, span.end)).toBe(span.text);
          expect(span.value === undefined && (span.min === undefined || span.max === undefined)).toBe(false);
          last = span.end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
        readBounds(text);
      }),
      { numRuns: 500 },
    );
  });
});
