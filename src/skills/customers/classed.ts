// Long lists of words inside patterns become word classes: one step each instead of hundreds, which keeps the automaton
// small. Short lists stay, for makers ask by name which word was said.

const LIST = /\(([^()@{}<>%?*+\s]+)\)/gu;
const LONG = 12;

/** Patterns with their long lists named; `words` fills as they are read. */
export function classing(prefix: string): { classed(say: string): string; words: Record<string, string[]> } {
  const words: Record<string, string[]> = {};
  const named = new Map<string, string>();
  return {
    words,
    classed: (say) =>
      say.replace(LIST, (list, inner: string) => {
        const members = [...new Set(inner.split("|"))];
        if (members.length < LONG) return list;
        const key = members.join("|");
        const name = named.get(key) ?? `${prefix}${named.size}`;
        named.set(key, name);
        words[name] = members;
        return `@${name}`;
      }),
  };
}
