// Customers' names, phones and addresses never leave the house: placeholders go out, and come back as what they stood
// for. Pure. What cannot be recognised as personal cannot be hidden, so the rules here err on the side of hiding.
import type { Plan } from "../../skill.ts";
import { beginsWithSurname, TITLES } from "../parser/people.ts";

export interface Hidden {
  text: string;
  /** The same plan with placeholders turned back into what was said. */
  reveal(plan: Plan): Plan;
}

const PHONE = /(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)|(?<!\d)0\d{2,3}-?\d{7,8}(?!\d)/gu;
const TAIL = /(尾号|后四位|末四位)(是|为)?\d{4}/gu;
const ID_CARD = /(?<!\d)\d{17}[\dXx](?!\d)/gu;
const EMAIL = /[\w.+-]+@[\w-]+\.[\w.]+/gu;
/** A place from its province, city, district or road down to the house. Three steps of two to eight letters hold any. */
const ADDRESS =
  /(?:[\p{Script=Han}]{2,8}?(?:省|市|区|县|镇|乡|街道)){0,3}[\p{Script=Han}\d]{1,12}?(?:路|街|弄|巷|道|村|小区|花园|新村|公寓|大厦|广场|苑|城)(?:\d+(?:号|弄|栋|幢|单元|室|楼|层)?[-\d]*(?:号|栋|幢|单元|室|楼|层)?)+/gu;
const TITLED = new RegExp(
  `[\\p{Script=Han}]{1,3}(?:${[...TITLES].sort((a, b) => b.length - a.length).join("|")})`,
  "gu",
);
/** Names said without a title: a surname and one or two letters more, where a person is spoken of. */
const NAMED =
  /(?<=(?:给|跟|和|帮|把|对|找|问|叫|约|是|客户|会员|^|[，,。；;\s]))[\p{Script=Han}]{2,3}(?=(?:的|今|昨|前|上|下|最|买|退|来|喜|爱|生|过|电|手|地|说|要|想|不|有|没|打|换|[，,。；;\s]|$))/gu;

/** Hides what is personal in `text`; `names` are those already recognised in it. */
export function hideNames(text: string, names: readonly string[]): Hidden {
  const secrets: string[] = [];
  const hide = (kind: string) => (said: string) => {
    const known = secrets.indexOf(said);
    const index = known >= 0 ? known : secrets.push(said) - 1;
    return `〔${kind}${index + 1}〕`;
  };
  let masked = text;
  for (const [kind, pattern] of [
    ["证件", ID_CARD],
    ["电话", PHONE],
    ["客户", TAIL],
    ["邮箱", EMAIL],
    ["地址", ADDRESS],
  ] as const)
    masked = outside(masked, (part) => part.replace(pattern, hide(kind)));
  for (const name of [...new Set(names)]
    .filter((name) => name.length > 1 && !NOT_PERSONAL.test(name))
    .sort((a, b) => b.length - a.length))
    masked = outside(masked, (part) => part.replaceAll(name, hide("客户")));
  masked = outside(masked, (part) => part.replace(TITLED, hide("客户")));
  masked = outside(masked, (part) =>
    part.replace(NAMED, (said) => (beginsWithSurname(said) ? hide("客户")(said) : said)),
  );
  return { text: masked, reveal: (plan) => revealIn(plan, secrets) as Plan };
}

const NOT_PERSONAL = /^(她|他|ta|这位|那位|第.*|#.*)$/iu;
/** Applies `change` to the stretches outside placeholders, so that nothing is hidden twice. */
function outside(text: string, change: (part: string) => string): string {
  return text
    .split(/(〔[^〕]*〕)/u)
    .map((part) => (part.startsWith("〔") ? part : change(part)))
    .join("");
}

function revealIn(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === "string")
    return value.replace(/〔\p{Script=Han}+(\d+)〕/gu, (whole, index) => secrets[Number(index) - 1] ?? whole);
  if (Array.isArray(value)) return value.map((item) => revealIn(item, secrets));
  if (value !== null && typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, revealIn(item, secrets)]));
  return value;
}
