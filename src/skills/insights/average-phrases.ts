// How people ask who sells most a time: 哪个导购客单价最高, 客单价哪家店高.
import type { Phrase, Said } from "../../understanding/parser/grammar.ts";
import { sales } from "./sales-phrases.ts";
import { WHOSE } from "./sales-terms.ts";

const AVERAGE = "(客单价|客单|平均客单价|平均客单|均单|平均每单|单均)";
const WHO =
  "(谁|谁的|哪个导购|哪位导购|哪个同事|哪位同事|哪个店员|哪个人|哪个店|哪家店|哪家|哪家门店|哪个门店|哪间店|哪个导购的|哪位导购的|哪家店的|哪个店的)";
const EACH = "(导购|导购们|店员|同事|员工|各导购|各个导购|每个导购|门店|各店|各门店|各家店|每家店|几家店|每个店)";
const HIGH = "(最高|最低|最好|最差|最大|最小|高|低|高点|低点|更高|更低|高一点|低一点|高些|低些|第一|垫底|倒数第一)";
const RANKED = "(排名|排行|排行榜|排个名|排一下|排个序|排序|从高到低|从低到高|排一排|高低)";

export const averagePhrases: readonly Phrase[] = [
  {
    say: [
      `?{date} ?${WHOSE} ?{date} ?(是|都是)? ${WHO} ?{date} ?的? ${AVERAGE} ?(是|要|做得|更)? ${HIGH}`,
      `?{date} ?${WHOSE} ?{date} ${AVERAGE} ?{date} ?(是|到底)* ${WHO} ?(是|要|做得|更)? ${HIGH}`,
      `?{date} ?${WHOSE} ?{date} ${AVERAGE} ${HIGH} ?的 (导购|店员|同事|店|门店) ?(是)? (谁|哪个|哪家|哪位|哪一家)`,
      `?{date} ?${WHOSE} ?{date} ${EACH} ?{date} ?的? ${AVERAGE} ${RANKED}`,
      `?(按|把|按照) ${AVERAGE} ?(给|把|对)? ${EACH} ?{date} ${RANKED}`,
    ],
    make: (said: Said) =>
      sales(said, {
        by: /店(?!员)|哪家/u.test(said.text) ? "store" : "owner",
        rank: "average",
        least: /低|差|小|垫底|倒数/u.test(said.text.replaceAll("高低", "").replace(/从高到低/u, "")),
      }),
    cost: 0.05,
  },
];
