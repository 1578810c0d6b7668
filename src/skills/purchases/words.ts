// What is said about purchases, visits and refunds: all Chinese wording of this skill. It decides nothing.
import type { Day } from "../../calendar/day.ts";
import { unreachable } from "../../errors.ts";
import type { Refusal, Turn, Words } from "../../skill.ts";
import { sayDay, sayFen, sayRange } from "../customers/say.ts";
import type { PurchasesResult, ShownOrder } from "./handle.ts";

type When = Pick<Turn, "today">;

export function words(result: PurchasesResult | Refusal, turn: When): Words {
  return { text: sentence(result, turn) };
}

function sentence(result: PurchasesResult | Refusal, { today }: When): string {
  switch (result.kind) {
    case "recorded":
      return recorded(result, today);
    case "maybe-twice":
      return `${result.minutesAgo < 1 ? "刚刚" : `${result.minutesAgo}分钟前`}已经给${result.name}记过一笔 ${sayFen(result.totalFen)}。又买了一笔的话，回「是」我就再记；是同一笔就不用理它。`;
    case "impossible-day":
      return result.why === "future"
        ? `${sayDay(result.on, today)}还没到呢，买了、来了再告诉我就行。`
        : `${result.on} 这一天不存在，我先没记。再说一遍是哪天？`;
    case "impossible-amount":
      return "这个金额太大了，我怕是多打了几个零，先没记。再核对一下？";
    case "visit-recorded": {
      const why = result.purpose ? `（${result.purpose}）` : "";
      const count = result.count === 1 ? "第一次到店" : `第${result.count}次到店`;
      return `记下了：${result.name} ${sayDay(result.on, today)}到店${why}，${count}。`;
    }
    case "visit-known":
      return `${result.name}${sayDay(result.on, today)}已经记过到店了。${result.purposeAdded ? `补上了来意：${result.purposeAdded}` : ""}`;
    case "amended": {
      const when = result.on === today ? "" : sayDay(result.on, today);
      return `改好了：${result.name} ${when}${itemWords(result.items)} ${sayFen(result.fromFen)} → ${sayFen(result.toFen)}`;
    }
    case "amend-none":
      return `${result.name ?? ""}刚才没有记过购买，没有金额可以改。要记的话连人带钱说一遍，比如「${examplePurchase(result.name ?? "张姐", null)}」。`;
    case "amend-refused":
      return amendRefused(result);
    case "refund-asked":
      return `${refundQuestion(result.name, result.order, result, today)}\n回「是」我就记上。`;
    case "refunded":
      return `退款记好了：${result.name} ${result.item ? `${result.item} ` : ""}${sayFen(result.fen)}（${sayDay(result.order.on, today)}那笔）。今年净消费${sayFen(result.year.netFen)}。`;
    case "refund-impossible":
      return refundImpossible(result, today);
    case "refund-too-much":
      return result.mostFen > 0
        ? `${result.name}单笔最多还能退${sayFen(result.mostFen)}，${sayFen(result.fen)}超过了实付，我先没记。`
        : `${result.name}没有还能退的订单。`;
    case "orders-shown":
      return ordersShown(result, today);
    case "missing":
      return `多少钱呢？连金额一起说，我就记上，比如「${result.example}」`;
    case "not-found":
      return `没找到「${result.said}」。`;
    case "not-allowed":
      return result.why;
    default:
      return unreachable(result);
  }
}

function recorded(result: Extract<PurchasesResult, { kind: "recorded" }>, today: Day): string {
  const { name, on, totalFen, lines, saidFen, year, firstVisitOn } = result;
  const when = on === today ? "" : `${sayDay(on, today)}`;
  const parts = [`记下了：${name} ${when}${itemWords(lines)} ${sayFen(totalFen)}`];
  if (lines.length > 1) parts.push(lines.map((line) => `· ${itemWords([line])} ${sayFen(line.amountFen)}`).join("\n"));
  if (saidFen !== null) parts.push(`单件加起来是${sayFen(saidFen)}，和总价不一样，我按总价记、摊到了每件上。`);
  if (year) parts.push(`今年第${year.count}次，一共${sayFen(year.netFen)}。`);
  if (firstVisitOn) {
    parts.push(`这是第一次买。${sayDay(firstVisitOn, today)}我提醒你问问用得怎么样，先不推新品。`);
  }
  return parts.join("\n");
}

/** 真丝裙、T恤×2; 一笔 when no article was said. */
function itemWords(items: readonly { item: string; quantity: number }[]): string {
  if (items.length === 0) return "一笔";
  return items.map(({ item, quantity }) => (quantity > 1 ? `${item}×${quantity}` : item)).join("、");
}

export function refundQuestion(
  name: string,
  order: ShownOrder,
  refund: { item: string | null; fen: number },
  today: Day,
): string {
  const whole = refund.fen >= order.amountFen - order.refundedFen ? "全退" : "退一部分";
  return `给${name}退${refund.item ? `「${refund.item}」` : ""}${sayFen(refund.fen)}（${whole}，${sayDay(order.on, today)}那笔，实付${sayFen(order.amountFen)}），对吗？`;
}

export function twinQuestion(name: string, fen: number): string {
  return `再给${name}记一笔 ${sayFen(fen)}`;
}

export function examplePurchase(name: string, item: string | null): string {
  return `${name}买了${item ?? "真丝裙"}3280`;
}

/** Asks how she likes it and sells nothing. */
export function firstVisitText(item: string | null): string {
  return item ? `首购回访：问问${item}用得怎么样，不推新品` : "首购回访：问问用得怎么样，不推新品";
}

function amendRefused({ name, why, fen }: Extract<PurchasesResult, { kind: "amend-refused" }>): string {
  switch (why) {
    case "same":
      return `${name}那笔记的就是${sayFen(fen)}，不用改。`;
    case "other-sum":
      return `${name}上一笔记的是${sayFen(fen)}，和你说的对不上，我先没改。要改这笔就说「不对，是」加上对的金额。`;
    case "refunded":
      return `${name}那笔已经退过款，金额我不敢动。需要的话说「撤销」，再重新记一遍。`;
    case "impossible":
      return "这个金额不像真的，我先没改。再核对一下？";
    default:
      return unreachable(why);
  }
}

function refundImpossible(result: Extract<PurchasesResult, { kind: "refund-impossible" }>, today: Day): string {
  if (result.why === "nothing-left") return `${result.name}没有还能退的订单。`;
  const recent = result.recent.map((order) => `· ${orderWords(order, today)}`).join("\n");
  return `没找到${result.name}买过「${result.said}」。最近买的是：\n${recent}`;
}

function ordersShown(result: Extract<PurchasesResult, { kind: "orders-shown" }>, today: Day): string {
  const { name, what, orders, count, netFen, lastOnly } = result;
  const when = sayRange({ from: result.from, to: result.to }, today);
  const about = what ? `「${what}」` : "";
  const [first] = orders;
  if (!first) return `${name}${when}还没有${about}购买记录。`;
  if (lastOnly) return `${name}上次买${about}的是${orderWords(first, today)}`;
  const lines = [`${name}${when}${about}买过${count}次，净消费${sayFen(netFen)}`];
  for (const order of orders) lines.push(`· ${orderWords(order, today)}`);
  if (count > orders.length) lines.push(`只列了最近${orders.length}次。`);
  return lines.join("\n");
}

/** 9月12日 小羊皮单鞋 2,680元（已退300元） */
function orderWords(order: ShownOrder, today: Day): string {
  const back =
    order.refundedFen === 0
      ? ""
      : order.refundedFen >= order.amountFen
        ? "（已全退）"
        : `（已退${sayFen(order.refundedFen)}）`;
  return `${sayDay(order.on, today)} ${itemWords(order.items)} ${sayFen(order.amountFen)}${back}`;
}
