// What the words of a question mean in this shop: which colleague, shop, tag, tier. Exact, then part of a name, then
// same sound; an unknown word is told with the nearest known ones, never silently answered with nobody.
import type { Refusal, Turn } from "../../skill.ts";
import { pinyinOf } from "./names.ts";
import type { Condition, Leaf } from "./query.ts";
import type { Vocabulary } from "./query-sql.ts";
import { citiesKnown, type KnownName, knownWords, regionExists, tierExists } from "./store.ts";

export type Understood = { kind: "vocabulary"; vocabulary: Vocabulary } | Extract<Refusal, { kind: "not-found" }>;

export const noVocabulary: Vocabulary = {
  owners: new Map(),
  stores: new Map(),
  tags: new Map(),
  tiers: new Map(),
};

/** Looks up the words of these conditions; asks the database only for kinds of words that occur. */
export async function understand(
  turn: Pick<Turn, "tx" | "settings"> & { staff: { id: string } },
  where: readonly Condition[],
): Promise<Understood> {
  const leaves = leavesOf(where);
  const said = {
    owner: words(leaves, "owner").filter((word) => word !== "none" && !ME.has(word)),
    store: words(leaves, "store"),
    tag: words(leaves, "tag"),
  };
  const known = await knownWords(turn.tx, {
    owner: said.owner.length > 0,
    store: said.store.length > 0,
    tag: said.tag.length > 0,
  });
  const owners = new Map<string, string[] | null>([["none", null]]);
  for (const me of ME) owners.set(me, [turn.staff.id]);
  const [stores, tags, tiers] = [new Map<string, string[]>(), new Map<string, string[]>(), new Map<string, string[]>()];

  for (const [kind, found] of [
    ["owner", owners],
    ["store", stores],
    ["tag", tags],
  ] as const) {
    const names = known.filter((one) => one.kind === kind);
    for (const word of said[kind]) {
      const ids = match(word, names).map((one) => one.id);
      if (ids.length === 0)
        return notFound(
          word,
          names.map((one) => one.name),
        );
      found.set(word, ids);
    }
  }
  for (const word of words(leaves, "tier")) {
    // 非会员: of no tier at all.
    const { tiers: all } = turn.settings;
    const names = word === "会员" ? all.map((tier) => tier.name) : tiersMeant(word, all);
    // A tier that an import brought and the settings do not list is still a tier.
    if (names.length === 0 && !(await tierExists(turn.tx, word)))
      return notFound(
        word,
        turn.settings.tiers.map((tier) => tier.name),
      );
    tiers.set(word, names.length > 0 ? names : [word]);
  }
  for (const word of words(leaves, "region"))
    if (!(await regionExists(turn.tx, word)))
      return { kind: "not-found", said: word, nearest: await citiesKnown(turn.tx, NEAREST_MAX) };
  return { kind: "vocabulary", vocabulary: { owners, stores, tags, tiers } };
}

const ME: ReadonlySet<string> = new Set(["me", "我", "我的", "自己"]);

/** Names of tiers meant by a word: a name, an alias, a family (VIP), a part of a name (金 → 金卡). */
export function tiersMeant(
  said: string,
  tiers: readonly { name: string; aliases: readonly string[]; family: string }[],
): string[] {
  const reach = /^(.+?)(以上|以下)$/u.exec(said);
  if (reach) return reached(tiersMeant(reach[1] ?? "", tiers), reach[2] === "以上", tiers);
  const word = said.replace(/(的|客户|顾客)+$/u, "");
  const same = (a: string) => a.toLowerCase() === word.toLowerCase();
  const bare = word.replace(/(会员|卡)$/u, "");
  const steps: ((tier: { name: string; aliases: readonly string[]; family: string }) => boolean)[] = [
    (tier) => same(tier.name),
    (tier) => tier.aliases.some(same),
    (tier) => same(tier.family) || tier.family.toLowerCase() === bare.toLowerCase(),
    (tier) => bare !== "" && (tier.name.includes(bare) || tier.aliases.some((alias) => alias.includes(bare))),
  ];
  for (const step of steps) {
    const found = tiers.filter(step);
    if (found.length > 0) return found.map((tier) => tier.name);
  }
  return [];
}

/** 金卡以上: those named and all above; the shop lists its tiers from the lowest. */
function reached(from: readonly string[], up: boolean, tiers: readonly { name: string }[]): string[] {
  const names = tiers.map((tier) => tier.name);
  const ranks = from.map((name) => names.indexOf(name));
  if (ranks.length === 0) return [];
  return up ? names.slice(Math.min(...ranks)) : names.slice(0, Math.max(...ranks) + 1);
}

function match(said: string, names: readonly KnownName[]): KnownName[] {
  const sounds = pinyinOf(said);
  const steps: ((one: KnownName) => boolean)[] = [
    (one) => one.name === said || one.id === said,
    (one) => one.name.includes(said) || (one.name.length > 1 && said.includes(one.name)),
    (one) => pinyinOf(one.name) === sounds,
  ];
  for (const step of steps) {
    const found = names.filter(step);
    if (found.length > 0) return found;
  }
  return [];
}

const NEAREST_MAX = 3;

/** Those that share most letters with what was said; where none does, the first few. */
export function nearestOf(said: string, names: readonly string[]): string[] {
  const shared = (name: string) => [...name].filter((letter) => said.includes(letter)).length;
  const near = [...new Set(names)].map((name) => ({ name, score: shared(name) }));
  const alike = near.filter((one) => one.score > 0).sort((a, b) => b.score - a.score);
  return (alike.length > 0 ? alike : near).slice(0, NEAREST_MAX).map((one) => one.name);
}

function notFound(said: string, names: readonly string[]): Extract<Refusal, { kind: "not-found" }> {
  return { kind: "not-found", said, nearest: nearestOf(said, names) };
}

export function leavesOf(where: readonly Condition[]): Leaf[] {
  return where.flatMap((one) => {
    if ("all" in one) return leavesOf(one.all);
    if ("any" in one) return leavesOf(one.any);
    return "not" in one ? leavesOf([one.not]) : [one];
  });
}

function words(leaves: readonly Leaf[], field: "owner" | "store" | "tag" | "tier" | "region"): string[] {
  const said = leaves.flatMap((leaf) => {
    if (field === "tier" && leaf.field === "near-upgrade") return leaf.to === null ? [] : [leaf.to];
    if (leaf.field !== field) return [];
    return leaf.field === "tag" || leaf.field === "tier"
      ? leaf.in
      : leaf.field === "owner" || leaf.field === "store" || leaf.field === "region"
        ? [leaf.is]
        : [];
  });
  return [...new Set(said)];
}
