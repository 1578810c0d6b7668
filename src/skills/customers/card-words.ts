// How one customer's file is told: the card in four parts, one fact of it in one line, and the brief at the door
// in at most five lines. Warnings lead. It decides nothing that is stored.
import { type Day, dayOf, diffDays } from "../../calendar/day.ts";
import { unreachable } from "../../errors.ts";
import type { Turn } from "../../skill.ts";
import { birthdayOf } from "./birthdays.ts";
import type { CardFacts, CardResult } from "./card.ts";
import { completenessOf } from "./completeness.ts";
import type { CustomerFile, FileFact } from "./file-store.ts";
import { surnameOf } from "./names.ts";
import { sayBirthday, sayDate, sayDay, sayDaysAgo, sayFen, sayNumber } from "./say.ts";

type When = Pick<Turn, "zone" | "today">;
type Card = Extract<CardResult, { kind: "card" }>;
type Brief = Extract<CardResult, { kind: "brief" }>;

/** What a line of a phone holds before it is skipped. */
const LINE_MAX = 60;
const LISTED_MAX = 4;

export function cardWords({ file, part, facts }: Card, turn: When): string {
  switch (part) {
    case "all":
      return [
        head(file),
        ...basic(file, facts, turn),
        ...purchases(file, facts, turn),
        ...talk(file, facts, turn),
        ...liking(file, turn),
      ].join("\n");
    case "basic":
      return [head(file), ...basic(file, facts, turn), ...completeness(file, turn)].join("\n");
    case "purchases":
      return [head(file), ...purchases(file, facts, turn)].join("\n");
    case "talk":
      return [head(file), ...talk(file, facts, turn)].join("\n");
    case "facts":
      return [head(file), ...liking(file, turn)].join("\n");
    case "birthday":
      return birthday(file, facts, turn);
    case "tier":
      return `${file.name}：${tierWords(file)}，${sayNumber(file.points)}积分`;
    case "points":
      return `${file.name}有${sayNumber(file.points)}积分（${tierWords(file)}）`;
    case "spend":
      return `${file.name}今年花了${sayFen(file.spend.yearFen)}，共${file.spend.yearOrders}次；累计${sayFen(file.spend.netFen)}，共${file.spend.orders}次${file.spend.refundedFen > 0 ? `（已减去退款${sayFen(file.spend.refundedFen)}）` : ""}`;
    case "last-purchase":
      return lastPurchase(file, turn, file.name) ?? `${file.name}还没有购买记录`;
    case "last-visit":
      return facts.lastSeenOn === null
        ? `${file.name}还没有到店记录`
        : `${file.name}上次来是${sayDate(facts.lastSeenOn, turn.today)}（${sayDaysAgo(facts.lastSeenOn, turn.today)}）`;
    case "owner":
      return file.ownerName === null
        ? `${file.name}还没有专属导购（${file.storeName}）`
        : `${file.name}的专属导购是${file.ownerName}（${file.storeName}）`;
    case "upgrade":
      return upgrade(file, facts);
    case "age":
      return facts.age === null ? `${file.name}没记出生年份，年龄不详` : `${file.name}${facts.age}岁`;
    // Told by sealedWords.
    case "phone":
    case "address":
      return head(file);
    default:
      return unreachable(part);
  }
}

export function sealedWords({ name, what, value, quiet }: Extract<CardResult, { kind: "sealed" }>): string {
  const label = what === "phone" ? "电话" : "地址";
  if (value === null) return `${name}没留${label}`;
  return `${name}的${label}：${value}${quiet ? "（客户说过不要打扰）" : ""}`;
}

/** At most five lines, each worth reading at the door. */
export function briefWords({ file, facts }: Brief, turn: When): string {
  const warn = warnings(file, turn);
  const lines = [
    warn.length > 0 ? `${title(file)} ⚠ ${warn.join("；")}` : `${title(file)} · ${seen(facts, turn)}`,
    lastPurchase(file, turn, "上次") ?? "还没买过东西，先聊聊需要什么",
    need(file),
    open(file, facts, turn),
    `开场：「${opening(file, facts, turn)}」`,
  ];
  return lines
    .filter((line) => line !== null)
    .map(short)
    .join("\n");
}

function title(file: CustomerFile): string {
  return `${file.name}${file.tier ? `（${file.tier}）` : ""}`;
}

function head(file: CustomerFile): string {
  const first = leading(file);
  return first.length > 0 ? `${title(file)} ⚠ ${first.join("；")}` : title(file);
}

/** What leads the card: what must never be got wrong, then what somebody pinned. */
function leading(file: CustomerFile): string[] {
  const pinned = file.facts.filter((fact) => fact.pinned && fact.kind !== "negative");
  return [...ofKind(file, "negative"), ...pinned].map((fact) => fact.value);
}

function warnings(file: CustomerFile, turn: When): string[] {
  const complaint = file.complaints.find((one) => one.open);
  return [
    ...leading(file),
    ...(complaint ? [`投诉未了结：${complaint.content}（${sayDate(day(complaint.openedAt, turn), turn.today)}）`] : []),
    ...(file.doNotDisturb ? ["说过不要打扰"] : []),
  ];
}

function ofKind(file: CustomerFile, ...kinds: FileFact["kind"][]): FileFact[] {
  return file.facts.filter((fact) => kinds.includes(fact.kind));
}

function day(at: number, turn: When): Day {
  return dayOf(new Date(at), turn.zone);
}

function seen(facts: CardFacts, turn: When): string {
  if (facts.lastSeenOn === null) return "第一次来";
  const days = diffDays(facts.lastSeenOn, turn.today);
  return days <= 0 ? "今天来过" : days === 1 ? "昨天来过" : `${days}天没来`;
}

// ── the four parts ──────────────────────────────────────────────────────────────────────────────────────────────

function basic(file: CustomerFile, facts: CardFacts, turn: When): string[] {
  const gender = file.gender === "female" ? "女" : file.gender === "male" ? "男" : null;
  const known = birthdayOf(file);
  const parts = [
    file.aliases.length > 0 ? `叫${file.aliases.join("、")}` : null,
    gender,
    facts.age === null ? null : `${facts.age}岁`,
    known === null ? null : `生日${sayBirthday(known)}${facts.birthday ? `（${left(facts.birthday.daysLeft)}）` : ""}`,
    file.phoneTail === null ? "没留手机号" : `尾号${file.phoneTail}`,
    [file.company, file.occupation].filter((one) => one !== null).join(" ") || null,
    placeOf(file),
  ];
  const belongs = `${tierWords(file)} · ${sayNumber(file.points)}积分 · ${file.ownerName ?? "没有专属导购"}（${file.storeName}） · ${sayDate(day(file.addedAt, turn), turn.today)}登记`;
  const disputed = file.claims.map((claim) => `⚠ ${claim.what}有两种说法：也有人说${claim.said}`);
  return [
    `【基本】${join(parts)}`,
    belongs,
    ...(file.tags.length > 0 ? [`标签：${file.tags.join("、")}`] : []),
    ...disputed,
  ];
}

/** How full the record is, one thing to ask, and when it was last verified. */
function completeness(file: CustomerFile, turn: When): string[] {
  const { score, missing, ask } = completenessOf(file);
  const whole = missing.length === 0 ? "资料齐全" : `资料完整度${score}%，还缺${missing.join("、")}`;
  const verified = file.verifiedAt === null ? "还没核实过" : `${sayDay(day(file.verifiedAt, turn), turn.today)}核实过`;
  return [`${whole} · ${verified}`, ...(ask === null ? [] : [`下次顺口问：「${ask}」`])];
}

/** 上海市, not 上海上海市. */
function placeOf({ province, city }: CustomerFile): string | null {
  const whole = city !== null && province !== null && city.startsWith(province.replace(/[省市]$/u, ""));
  return (whole ? city : `${province ?? ""}${city ?? ""}`) || null;
}

function purchases(file: CustomerFile, facts: CardFacts, turn: When): string[] {
  if (file.spend.orders === 0) return ["【消费】还没有购买记录"];
  const { spend } = file;
  const average = Math.round(spend.netFen / spend.orders);
  const parts = [
    `今年${sayFen(spend.yearFen)}（${spend.yearOrders}次）`,
    `累计${sayFen(spend.netFen)}（${spend.orders}次）`,
    `客单价${sayFen(average)}`,
    spend.refundedFen > 0 ? `退款${sayFen(spend.refundedFen)}` : null,
    file.categories.length > 0 ? `常买${file.categories.join("、")}` : null,
  ];
  const orders = file.lastOrders.slice(0, LISTED_MAX - 1).map((order) => {
    const back = order.refundedFen > 0 ? `（退${sayFen(order.refundedFen)}）` : "";
    return `${sayDate(day(order.at, turn), turn.today)} ${order.items.join("、") || "购买"} ${sayFen(order.netFen)}${back}`;
  });
  const gap = upgrade(file, facts);
  return [
    `【消费】${join(parts)}`,
    ...orders,
    ...(facts.gap.kind === "to-next" ? [gap.slice(file.name.length + 1)] : []),
  ];
}

const MEANS: Readonly<Record<string, string>> = {
  message: "微信",
  phone: "电话",
  visit: "到店",
  purchase: "购买",
  review: "回访",
  service: "服务",
};

function talk(file: CustomerFile, facts: CardFacts, turn: When): string[] {
  const lines: string[] = [];
  const visits = [
    `到店${file.visits}次`,
    facts.lastSeenOn === null
      ? "还没来过"
      : `上次来${sayDate(facts.lastSeenOn, turn.today)}（${sayDaysAgo(facts.lastSeenOn, turn.today)}）`,
  ];
  const [score] = file.scores;
  lines.push(
    `【互动】${join([...visits, score ? `${score.kind === "nps" ? "NPS" : "满意度"}${score.score}分` : null])}`,
  );
  for (const touch of file.touches)
    lines.push(
      `${sayDate(day(touch.at, turn), turn.today)} ${touch.direction === "in" ? "客户来" : ""}${MEANS[touch.means] ?? touch.means}${touch.by ? `（${touch.by}）` : ""}${touch.topic ? `：${touch.topic}` : ""}`,
    );
  for (const complaint of file.complaints)
    lines.push(
      `${complaint.open ? "⚠ 投诉未了结" : "投诉已了结"}：${complaint.content}（${sayDate(day(complaint.openedAt, turn), turn.today)}）`,
    );
  for (const item of file.followUps) lines.push(followUp(item, turn));
  if (file.doNotDisturb) lines.push(`⚠ 免打扰${file.doNotDisturbWhy ? `：${file.doNotDisturbWhy}` : ""}`);
  return lines;
}

function liking(file: CustomerFile, turn: When): string[] {
  const group = (label: string, facts: readonly FileFact[]) =>
    facts.length === 0
      ? []
      : [
          `${label}：${facts
            .slice(0, LISTED_MAX)
            .map((fact) => fact.value)
            .join("；")}`,
        ];
  const lines = [
    ...group("⚠ 禁忌", ofKind(file, "negative")),
    ...group("喜好", ofKind(file, "preference")),
    ...group("需求", ofKind(file, "need")),
    ...group("家里", ofKind(file, "family", "anniversary")),
    ...group("其他", ofKind(file, "other")),
    ...file.notes
      .slice(0, LISTED_MAX - 1)
      .map(
        (note) =>
          `备注：${note.text}（${[note.by, sayDate(day(note.at, turn), turn.today)].filter((one) => one !== null).join(" ")}）`,
      ),
  ];
  return lines.length === 0 ? ["【喜好】还没记，聊到了告诉我一声就行"] : ["【喜好】", ...lines];
}

// ── single facts ────────────────────────────────────────────────────────────────────────────────────────────────

function birthday(file: CustomerFile, facts: CardFacts, turn: When): string {
  const known = birthdayOf(file);
  if (!known || !facts.birthday) return `${file.name}还没记生日，知道了告诉我，比如「${file.name}生日5月3号」`;
  const { day: next, daysLeft } = facts.birthday;
  const year = file.birthdayYear === null ? "" : `，${file.birthdayYear}年生`;
  // 9月25日 of this year or, when it is over, of the next.
  const when = known.calendar === "lunar" || next.slice(0, 4) !== turn.today.slice(0, 4);
  const on = when
    ? `，${next.slice(0, 4) === turn.today.slice(0, 4) ? "今年" : "下次"}是${sayDate(next, turn.today)}`
    : "";
  return `${file.name}生日：${sayBirthday(known)}${on}，${left(daysLeft)}${year}`;
}

function left(days: number): string {
  return days === 0 ? "就是今天" : days === 1 ? "就在明天" : `还有${days}天`;
}

function tierWords(file: CustomerFile): string {
  if (file.tier === null) return "还不是会员";
  const state = file.membership === "frozen" ? "（已冻结）" : file.membership === "cancelled" ? "（已取消）" : "";
  return `${file.tier === "普通" ? "普通会员" : file.tier}${state}`;
}

function upgrade(file: CustomerFile, { gap, spendDays }: CardFacts): string {
  const spent = `近${spendDays}天消费${sayFen(gap.spentFen)}`;
  if (gap.kind === "top") return `${file.name}：已经是最高的${file.tier}了，${spent}`;
  if (file.tier === null && gap.missingFen <= 0)
    return `${file.name}还不是会员，${spent}，登记一下就是${gap.next === "普通" ? "普通会员" : gap.next}`;
  if (gap.missingFen <= 0) return `${file.name}：${spent}，已经够升${gap.next}了`;
  return `${file.name}：${spent}，再消费${sayFen(gap.missingFen)}升${gap.next}`;
}

function lastPurchase(file: CustomerFile, turn: When, who: string): string | null {
  const [order] = file.lastOrders;
  if (!order) return null;
  const on = day(order.at, turn);
  const items = order.items.join("、") || "东西";
  const label = who === "上次" ? "上次：" : `${who}上次是`;
  return `${label}${sayDay(on, turn.today)}买了${items}，${sayFen(order.netFen)}${order.refundedFen > 0 ? `（退过${sayFen(order.refundedFen)}）` : ""}，${sayDaysAgo(on, turn.today)}`;
}

// ── the brief ───────────────────────────────────────────────────────────────────────────────────────────────────

function need(file: CustomerFile): string | null {
  const facts = [...ofKind(file, "need"), ...ofKind(file, "preference"), ...ofKind(file, "family")].slice(0, 3);
  if (facts.length > 0) return `可能想看：${facts.map((fact) => fact.value).join("；")}`;
  return file.categories.length > 0 ? `常买：${file.categories.join("、")}` : null;
}

function open(file: CustomerFile, facts: CardFacts, turn: When): string | null {
  const parts = file.followUps.slice(0, 2).map((item) => followUp(item, turn));
  // The greeting goes out three days ahead; at the door a week is worth a word.
  if (facts.birthday && facts.birthday.daysLeft <= 14) parts.push(`生日${left(facts.birthday.daysLeft)}`);
  return parts.length > 0 ? parts.join("；") : null;
}

function followUp(item: CustomerFile["followUps"][number], turn: When): string {
  const due = day(item.dueAt, turn);
  const late = due < turn.today ? "，已过期" : "";
  return `${item.promise ? "答应过" : "待跟进"}：${item.text}（${sayDay(due, turn.today)}${late}）`;
}

const GRIEF = /丧|去世|过世|离世|病逝/u;

/** One sentence to begin with. It promises nothing and names nothing that only the file should know. */
export function opening(file: CustomerFile, facts: CardFacts, turn: When): string {
  const name = addressOf(file, facts.age);
  const grief = ofKind(file, "negative").some((fact) => GRIEF.test(`${fact.topic ?? ""}${fact.value}`));
  if (grief) return `${name}，您来了，先坐会儿喝口水，慢慢看`;
  if (file.complaints.some((one) => one.open)) return `${name}，上次的事一直放在心上，先跟您说说处理到哪一步了`;
  const promise = file.followUps.find((item) => item.promise);
  if (promise) return `${name}，上回答应您的事我记着呢，这就跟您说`;
  if (facts.birthday && facts.birthday.daysLeft <= 3)
    return `${name}，${facts.birthday.daysLeft === 0 ? "生日快乐" : "提前祝您生日快乐"}！`;
  const [order] = file.lastOrders;
  const item = order && order.refundedFen === 0 ? order.items[0] : undefined;
  const days = facts.lastSeenOn === null ? null : diffDays(facts.lastSeenOn, turn.today);
  if (item && days !== null && days > 45) return `${name}，好久不见，上次的${item}用着还合心意吗`;
  if (item) return `${name}，您来了，上次的${item}用着还合心意吗`;
  return `${name}，欢迎您来，今天想看点什么`;
}

/** 姐 makes somebody young feel old; who said she minds it is called by her name. */
const SISTER_FROM_AGE = 30;
const NO_SISTER = /(?:不喜欢|不爱|别|不要|讨厌)(?:被)?(?:再)?[叫喊称].{0,3}姐/u;

function addressOf(file: CustomerFile, age: number | null): string {
  const minds = [...file.notes.map((note) => note.text), ...file.facts.map((fact) => fact.value)].some((text) =>
    NO_SISTER.test(text),
  );
  const [alias] = file.aliases;
  if (alias && !(minds && alias.endsWith("姐"))) return alias;
  const surname = surnameOf(file.name);
  if (surname === null || file.gender === "unknown") return file.name;
  if (file.gender === "male") return `${surname}先生`;
  return minds || (age !== null && age < SISTER_FROM_AGE) ? file.name : `${surname}姐`;
}

function join(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== "").join(" · ");
}

function short(line: string): string {
  const letters = [...line];
  // A warning is never cut: it is why the line is there.
  return line.includes("⚠") || letters.length <= LINE_MAX ? line : `${letters.slice(0, LINE_MAX - 1).join("")}…`;
}
