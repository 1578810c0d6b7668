// How managers ask for figures.
import { addDays } from "../../calendar/day.ts";
import { dateOf, dayOn, daysOf } from "../../understanding/parser/build.ts";
import type { Phrases, Said } from "../../understanding/parser/grammar.ts";

const GROUPS: readonly { by: "owner" | "store" | "category" | "day"; words: RegExp }[] = [
  { by: "owner", words: /(每个|各个?|按|哪个)(导购|同事|人|员工|店员)|谁|导购[分各]?/u },
  { by: "store", words: /(每个|各个?|每家|各家|按|哪个|哪家|的)(店|门店|分店)/u },
  { by: "category", words: /(每个|各个?|按|哪个|什么|分|的)(品类|类别|类目|种类|款)/u },
  { by: "day", words: /每天|每日|按天|逐日/u },
];
/** The days said; null for today alone, which is meant when none is said. */
function pastDays(said: Said) {
  const range = daysOf(dateOf(said.get("date")), "past");
  return range?.from === said.today && range.to === addDays(said.today, 1) ? null : range;
}
const sales = (said: Said) => ({
  kind: "insights.sales",
  range: pastDays(said),
  by: GROUPS.find(({ words }) => words.test(said.text))?.by ?? null,
});

export const phrases: Phrases = {
  words: {
    sold: [
      "卖了多少",
      "卖多少",
      "卖了多少钱",
      "销售额",
      "销售",
      "业绩",
      "营业额",
      "流水",
      "销量",
      "卖得怎么样",
      "卖得如何",
      "卖了几单",
      "成交多少",
      "成交额",
      "营收",
      "生意怎么样",
      "生意如何",
    ],
    groupBy: [
      "每个导购",
      "各导购",
      "各个导购",
      "按导购",
      "每个店",
      "各店",
      "各门店",
      "每家店",
      "各家店",
      "按门店",
      "每个品类",
      "各品类",
      "各个品类",
      "按品类",
      "每天",
      "每日",
      "按天",
      "哪个导购",
      "哪个店",
      "什么品类",
      "哪个品类",
      "各类别",
      "每个人",
      "各人",
    ],
    report: ["日报", "晨报", "早报", "简报", "昨天情况", "经营情况"],
  },
  phrases: [
    {
      say: [
        "?{date} ?{store} ?@groupBy ?{date} ?(分别|各|各自)? @sold ?(是)? ?多少 ?怎么样",
        "@sold ?{date}",
        "?{date} @sold ?按 @groupBy",
        "?{date} ?{store} @sold (导购|品类|门店|按天)",
        "?{date} (谁|哪个导购|哪个店) (卖得最多|卖得最好|业绩最好|卖得最差|业绩最差|业绩最高)",
        "?{date} ?{store} (卖得最好|卖得最多|卖得最差|业绩最好|业绩最差|最好卖|最畅销) ?的 ?是 ?(哪个|什么|哪些)? (品类|类别|品种|导购|店|门店|款)",
      ],
      make: sales,
      cost: 0.5,
    },
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
