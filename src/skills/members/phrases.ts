// How people tell who came into the shop, and ask for its tables.
import { addDays, addMonths, startOfMonth } from "../../calendar/day.ts";
import { amountOf, dateOf, dayOn, daysOf } from "../../understanding/parser/build.ts";
import type { Phrases, Said } from "../../understanding/parser/grammar.ts";
import { partOf, sheetTables, type TableKey } from "./rules.ts";

const tableWords = sheetTables.flatMap(({ zh, also }) => [zh, ...also]);
const entering = "(进店|客流|到店|来客|进店客流|进客|进店人数|客流量|进来|进店了|来了)";
const people = "(人|位|个人|个|人次|批|名|客人)";

export const phrases: Phrases = {
  words: {
    sheet: tableWords,
    takeOut: [
      "导出",
      "导一下",
      "导出来",
      "下载",
      "生成",
      "发我",
      "给我",
      "发一份",
      "导",
      "做一份",
      "打印",
      "发一下",
      "要",
      "出一份",
    ],
  },
  phrases: [
    {
      say: [
        `?(登记|记|记录|记一下) ?{date} ?(part=( (上午|下午|晚上|早上|早市|晚市|早班|晚班|全天|一共|共) )) ${entering} ?(了|有|共|是)? {number:entered} ?${people} ?(，|、|其中)? (成交|成单|开单|买单|买了|成交了|出单) ?(了|有|是)? {number:bought} ?(单|人|笔|个|位|件)`,
        `?(登记|记|记录|记一下) ?{date} ?(part=( (上午|下午|晚上|早上|早市|晚市|早班|晚班|全天|一共|共) )) (进店|进客|进店客流|客流|进店人数|客流量|进店了) ?(了|有|共|是)? {number:entered} ?${people}`,
        `?{date} ?(part=( (上午|下午|晚上|早上|早市|晚市|全天) )) (有)? {number:entered} ${people} (进店|进来|到店) ?(，|、|其中)? ?(成交|成单|开单|买单|成交了) ?{number:bought} ?(单|人|笔|个)`,
      ],
      make: traffic,
      cost: 0.2,
      tells: true,
    },
    {
      say: [
        "?(看看|看下|查|查下)? ?{date} ?的 ?(店里|门店|我们店) (进店|客流|进店客流|客流量|进店人数|来客数) ?了 ?(有|是)? (多少|几个|几|怎么样|如何|咋样|情况|数据) ?(人|位|客人)?",
        "?(看看|看下|查|查下)? ?{date} ?的 (成交率|进店成交率|进店转化率|转化率) ?(是)? ?(多少|怎么样|如何|咋样)",
        "?{date} (进店|进来) ?了 (多少|几) (人|个人|位|客人)",
        "?(看看|看下|查|查下|看一下) {date} ?的 ?(店里|门店|我们店) (客流|进店客流|客流量|进店人数)",
        "(看看|看下|查|查下|看一下) ?(店里|门店|我们店) (客流|进店客流|客流量)",
      ],
      make: (said) => ({ kind: "members.show", range: daysOf(dateOf(said.get("date")), "past") }),
      cost: 0.2,
    },
    {
      say: [
        "?@takeOut ?{date} ?的 ?(门店|店铺|店里)? @sheet ?@takeOut",
        "@takeOut @sheet {date} ?的",
        "@takeOut ?{date} ?的 ?(门店|店铺|店里)? (七张表|7张表|七个表|全部表格|所有表格|会员表格|全部的表) ?@takeOut",
        "?{date} ?的 (门店|店铺|店里)? (七张表|7张表) ?@takeOut",
      ],
      make: exported,
      cost: 0.1,
    },
  ],
};

/** As many as a plan may hold; more is a telephone number. */
const ENTERED_MAX = 100_000;

function traffic(said: Said) {
  const entered = amountOf(said.get("entered"));
  if (entered === null || !Number.isInteger(entered) || entered > ENTERED_MAX) return null;
  const bought = amountOf(said.get("bought"));
  if ((bought ?? 0) > ENTERED_MAX) return null;
  const days = daysOf(dateOf(said.get("date")), "past");
  // A week's number is nobody's count of a day.
  if (days && (days.from === null || (days.to !== null && days.to > addDays(days.from, 1)))) return null;
  const day = dayOn(dateOf(said.get("date")), "past");
  const part = partOf(`${said.words("date") ?? ""}${said.groupWords("part") ?? ""}`);
  return { kind: "members.traffic", on: day === said.today ? null : day, part, entered, bought };
}

function exported(said: Said) {
  const named = said.captures.find((capture) => capture.name === "@sheet" || capture.name === "sheet");
  const words = named ? said.spell(named) : said.text;
  const table = tableNamed(words) ?? tableNamed(said.text);
  const date = dateOf(said.get("date"));
  if (!date) return { kind: "members.export", table, range: null };
  const days = daysOf(date, table === "birthdays" ? "future" : "past");
  // 「5月生日表」 in April is the May to come; a single day means its month.
  const from = days?.from ?? null;
  if (from === null) return { kind: "members.export", table, range: days };
  const isShort =
    days?.to !== null &&
    days?.to !== undefined &&
    days.to <= addDays(from, 1) &&
    table !== "traffic" &&
    table !== "services";
  const first = startOfMonth(from);
  return {
    kind: "members.export",
    table,
    range: isShort ? { from: first, to: addMonths(first, 1) } : { from, to: days?.to ?? null },
  };
}

/** The longest name that occurs. */
function tableNamed(text: string): TableKey | null {
  const names = sheetTables.flatMap(({ key, zh, also }) => [zh, ...also].map((name) => ({ key, name })));
  const found = names.filter(({ name }) => text.includes(name)).sort((a, b) => b.name.length - a.name.length);
  return found[0]?.key ?? null;
}
