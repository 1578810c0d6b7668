// Long lists of words inside patterns become word classes: one step each instead of hundreds, which keeps the automaton
// small. Short lists stay, for makers ask by name which word was said.

const LIST = /\(([^()@{}<>%?*+\s]+)\)/gu;
const LONG = 12;

/** Words of one meaning: where a list has the first, it has the others as well. */
const ALIKE: readonly (readonly [RegExp, readonly string[]])[] = [
  [/(?<!实)消费(?![者力])/u, ["花费"]],
  [/客户/u, ["客人"]],
  [/东西/u, ["任何东西", "点东西"]],
];
const alike = (word: string): string[] => [
  word,
  ...ALIKE.flatMap(([one, others]) => (one.test(word) ? others.map((other) => word.replace(one, other)) : [])),
];

/** Patterns with their long lists named; `words` fills as they are read. */
export function classing(prefix: string): { classed(say: string): string; words: Record<string, string[]> } {
  const words: Record<string, string[]> = {};
  const named = new Map<string, string>();
  return {
    words,
    classed: (say) =>
      say.replace(LIST, (list, inner: string) => {
        const said = inner.split("|");
        const members = said.length < LONG ? said : [...new Set(said.flatMap(alike))];
        if (members.length < LONG) return list;
        const key = members.join("|");
        const name = named.get(key) ?? `${prefix}${named.size}`;
        named.set(key, name);
        words[name] = members;
        return `@${name}`;
      }),
  };
}
