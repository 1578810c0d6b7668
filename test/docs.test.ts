// What the documents name exists: commands, variables, paths, tests, pictures, events, sentences. Prose is read by people.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { describeFiles } from "../src/cli/import/headers.ts";
import { everySkill } from "../src/skills/all.ts";
import { rules } from "../src/wecom/events.ts";

const root = resolve(import.meta.dirname, "..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const readmes = ["README.md", "README.zh-CN.md"];
const documents = [...readmes, "ARCHITECTURE.md", "docs/import.md"];

const found = (text: string, pattern: RegExp) => [
  ...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? match[0])),
];

function sourcesIn(folder: string): string[] {
  return readdirSync(join(root, folder)).flatMap((name) => {
    const path = `${folder}/${name}`;
    if (statSync(join(root, path)).isDirectory()) return name === "generated" ? [] : sourcesIn(path);
    return path.endsWith(".ts") && path !== "test/docs.test.ts" ? [path] : [];
  });
}

describe.each(documents)("%s", (document) => {
  const text = read(document);

  it("names only commands that exist", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    const named = found(text, /\bnpm run (?:-s )?([a-z][\w:-]*)/gu);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it("links and shows only what is there", () => {
    const targets = [...found(text, /\]\(([^)#\s]+)\)/gu), ...found(text, /\bsrc="([^"]+)"/gu)];
    const local = targets.filter((target) => !/^https?:/u.test(target));
    expect(local.filter((target) => !existsSync(join(root, dirname(document), target)))).toEqual([]);
  });
});

describe.each(readmes)("%s for who runs it", (readme) => {
  const text = read(readme);

  it("names only variables that something reads", () => {
    const sources = ["src", "test"].flatMap(sourcesIn).map(read).join("\n");
    const named = found(text, /\b(?:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|PORT|ROLES|CHROMIUM)\b/gu);
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((name) => !new RegExp(`["'.]${name}\\b`, "u").test(sources))).toEqual([]);
  });

  it("names every variable that the configuration reads", () => {
    const variables = found(read("src/config.ts"), /\btext\("([A-Z_]+)"\)/gu);
    expect(variables.length).toBeGreaterThan(10);
    expect(variables.filter((name) => !text.includes(name))).toEqual([]);
  });

  it("teaches only sentences that a plan gives as its example", () => {
    const examples = new Set(everySkill().flatMap((skill) => skill.plans.flatMap((plan) => plan.examples)));
    const table = text.split("\n").filter((line) => line.startsWith("|") && line.includes("「"));
    const taught = found(table.join("\n"), /「([^」]+)」/gu).filter((sentence) => sentence !== "撤销");
    expect(taught.length).toBeGreaterThan(20);
    expect(taught.filter((sentence) => !examples.has(sentence))).toEqual([]);
  });

  it("is short enough to be read", () => {
    expect(text.split("\n").length).toBeLessThanOrEqual(240);
  });
});

describe("ARCHITECTURE.md", () => {
  const text = read("ARCHITECTURE.md");

  it("names only files and folders that exist", () => {
    const named = found(text, /`((?:src|test|prisma|prompts|docs)\/[\w./-]*)`/gu);
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it("lists every event of WeCom with what becomes of it", () => {
    const acted = [...rules].filter(([, rule]) => rule.becomes !== "set-aside");
    const aside = [...rules].filter(([, rule]) => rule.becomes === "set-aside").map(([name]) => name);
    const told = text.slice(text.indexOf("Set aside"), text.indexOf("## Glossary"));
    expect(acted.filter(([name, { becomes }]) => !text.includes(`| \`${name}\` | \`${becomes}\` |`))).toEqual([]);
    expect(aside.filter((name) => !told.includes(`\`${name}\``))).toEqual([]);
  });
});

describe("docs/import.md", () => {
  it("has every column: paste what `npm run -s import -- --columns` prints", () => {
    expect(read("docs/import.md")).toContain(describeFiles());
  });
});

describe("pictures", () => {
  it.each([
    ["docs/try-it.png", 1600, 1000],
    ["docs/try-it-narrow.png", 390, 844],
    ["docs/cards.png", 390, 844],
    ["docs/sidebar.png", 390, 700],
  ])("%s is a picture of %i × %i", (path, width, height) => {
    const bytes = readFileSync(join(root, path));
    expect(bytes.subarray(1, 4).toString("latin1")).toBe("PNG");
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([width, height]);
  });
});
