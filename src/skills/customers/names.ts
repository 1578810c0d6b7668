// Chinese names: how they sound, their surname, what a title says. Pure; it never looks at who exists.
import { pinyin } from "pinyin-pro";

/**
 * Toneless pinyin with a blank between syllables, surnames read as surnames (单 shan, 曾 zeng): "chen si yu".
 * Latin letters stay together in lower case, everything else that has no sound is dropped. Stored with every name.
 */
export function pinyinOf(name: string): string {
  const runs = name.normalize("NFKC").match(/[\p{Script=Han}]+|[A-Za-z0-9]+/gu) ?? [];
  const sounds = runs.map((run, index) =>
    /[A-Za-z0-9]/.test(run)
      ? run.toLowerCase()
      : pinyin(run, { toneType: "none", surname: index === 0 ? "head" : "off", v: true }),
  );
  return sounds.join(" ");
}
