// What a file is about, by its headers: which kind, and which column is which field. Pure.
import { InputError } from "../../errors.ts";
import { type Column, type FileKind, fileKinds, knownAndLeft } from "./headers.ts";

export interface Recognised {
  readonly kind: FileKind;
  /** Position in the row of each field's cell. */
  readonly columns: readonly { readonly at: number; readonly column: Column; readonly header: string }[];
  /** Headers that are not read, with the reason where there is one. */
  readonly left: readonly { readonly header: string; readonly why: string | null }[];
  readonly width: number;
}

/** Header → field, as said by the user; keys are headers in any spelling. */
export type HeaderMap = ReadonlyMap<string, string>;

/** 「买家昵称=nickname,实付（元）=amount」; a field may be named in Chinese or English, with or without its kind. */
export function readHeaderMap(texts: readonly string[]): HeaderMap {
  const map = new Map<string, string>();
  for (const pair of texts.flatMap((text) => text.split(",")).filter((each) => each.trim() !== "")) {
    const [header, field, ...rest] = pair.split("=");
    if (!header?.trim() || !field?.trim() || rest.length > 0) {
      throw new InputError(
        `--map「${pair}」看不懂。写成 --map 表头=字段,表头=字段，例如 --map 成交日=paidAt,买家=customerName`,
      );
    }
    const said = plain(field.trim().replace(/^[a-z-]+\./i, ""));
    if (!fieldNames.has(said)) {
      throw new InputError(
        `--map「${pair}」：没有「${field.trim()}」这个字段。能用的表头：npm run -s import -- --columns`,
      );
    }
    map.set(plain(header), said);
  }
  return map;
}

const fieldNames = new Set(
  fileKinds.flatMap(({ columns }) => columns.flatMap((column) => [column.field, column.zh, column.en].map(plain))),
);

/** Null when these cells are no header that we know. */
export function recognise(headers: readonly string[], map: HeaderMap = new Map()): Recognised | null {
  let best: Recognised | null = null;
  let most = 0;
  for (const kind of fileKinds) {
    const matched = match(kind, headers, map);
    most = Math.max(most, matched.columns.length);
    if (!meets(kind, matched)) continue;
    // Of equally good readings the first of the list is taken; but a list of notes or tags is about those who are
    // there, and makes nobody new, unless it says name and phone: that is a list of customers with remarks.
    const asGood = best !== null && matched.columns.length === best.columns.length && best.kind.kind === "customers";
    const isList = best !== null && has(best, "name") && has(best, "phone");
    if (!best || matched.columns.length > best.columns.length || (asGood && !isList)) best = matched;
  }
  // A number or a name stands in every file: one that is more like orders whose sums are called something unknown is
  // no list of customers.
  return best?.kind.kind === "customers" && best.columns.length < most ? null : best;
}

/** Why nothing was recognised: the nearest kind and what it lacks, to be put into an error. */
export function nearestKind(headers: readonly string[], map: HeaderMap): string {
  const near = fileKinds
    .map((kind) => match(kind, headers, map))
    .filter((one) => one.columns.length > 0 && lacking(one).length > 0)
    .sort((a, b) => lacking(a).length - lacking(b).length || b.columns.length - a.columns.length)[0];
  const known = fileKinds.map((kind) => kind.zh).join("、");
  if (!near)
    return `表头「${headers.join("、")}」里没有认识的列。能导入的有：${known}。列名不同就用 --map 你的表头=字段 指明。`;
  const lacks = lacking(near).map((group) => group.map((field) => nameOf(near.kind, field)).join(" 或 "));
  return (
    `表头「${headers.join("、")}」最像「${near.kind.zh}」，但缺少：${lacks.join("；")}。` +
    `若文件里有这一列只是名字不同，用 --map 你的表头=${lacking(near)[0]?.[0]} 指明。`
  );
}

function match(kind: FileKind, headers: readonly string[], map: HeaderMap): Recognised {
  const spellings = new Map<string, Column>();
  for (const column of kind.columns) {
    for (const name of column.also) if (!spellings.has(plain(name))) spellings.set(plain(name), column);
  }
  // A column's own names go before another column's looser synonyms. Names of fields are for --map alone: a till's
  // "customer_id" is not our customerId.
  for (const column of kind.columns) for (const name of [column.en, column.zh]) spellings.set(plain(name), column);
  const mapped = new Map(spellings);
  for (const column of kind.columns) mapped.set(plain(column.field), column);

  const columns: Recognised["columns"][number][] = [];
  const left: Recognised["left"][number][] = [];
  const taken = new Set<string>();
  headers.forEach((header, at) => {
    const said = plain(header);
    const asked = map.get(said);
    const column = asked ? mapped.get(asked) : (spellings.get(said) ?? spellings.get(withoutUnit(said)));
    if (!column) {
      if (said !== "") left.push({ header, why: knownAndLeft[header.trim()] ?? null });
    } else if (taken.has(column.field)) {
      left.push({ header, why: `「${column.zh}」已经由前面的列给出` });
    } else {
      taken.add(column.field);
      columns.push({ at, column, header });
    }
  });
  return { kind, columns, left, width: headers.length };
}

function has({ columns }: Recognised, field: string): boolean {
  return columns.some(({ column }) => column.field === field);
}

function meets(kind: FileKind, matched: Recognised): boolean {
  return lacking({ ...matched, kind }).length === 0;
}

function lacking({ kind, columns }: Recognised): FileKind["needs"] {
  const have = new Set(columns.map(({ column }) => column.field));
  return kind.needs.filter((group) => !group.some((field) => have.has(field)));
}

function nameOf(kind: FileKind, field: string): string {
  return kind.columns.find((column) => column.field === field)?.zh ?? field;
}

/** Case, width, blanks and joints make no difference between headers. */
function plain(header: string): string {
  return header
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s\u200B-\u200D\uFEFF_\-*:：﹡]/g, "");
}

/** 「金额(元)」 is 「金额」. */
function withoutUnit(header: string): string {
  return header.replace(/[(（[【].*[)）\]】]$/, "");
}
