// How managers ask for figures.
import { addDays } from "../../calendar/day.ts";
import { dateOf, dayOn } from "../../understanding/parser/build.ts";
import type { Phrases } from "../../understanding/parser/grammar.ts";
import { salesPhrases, salesWords } from "./sales-phrases.ts";

export const phrases: Phrases = {
  words: {
    ...salesWords,
    report: [
      "日报",
      "晨报",
      "早报",
      "简报",
      "昨天情况",
      "经营情况",
      "战报",
      "日结",
      "每日简报",
      "昨日简报",
      "每日报告",
      "运营日报",
      "店铺日报",
      "经营日报",
      "销售日报",
      "昨天的情况",
    ],
  },
  phrases: [
    ...salesPhrases,
    {
      say: ["?{date} ?的 @report", "@report"],
      make: (said) => {
        const day = dayOn(dateOf(said.get("date")), "past");
        // Yesterday's is the report there is.
        return { kind: "insights.digest", day: day === addDays(said.today, -1) ? null : day };
      },
      cost: 0.3,
    },
  ],
};
