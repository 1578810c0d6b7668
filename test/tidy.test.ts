// The repository checks itself: who may import whom, purity, the platform's words, dead files, plans without examples.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { everySkill } from "../src/skills/all.ts";

const root = resolve(import.meta.dirname, "..");
const src = join(root, "src");

function filesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return name === "generated" ? [] : filesIn(path);
    return path.endsWith(".ts") ? [path] : [];
  });
}
const files = filesIn(src).map((path) => ({ path: relative(src, path), text: readFileSync(path, "utf8") }));

function importsOf(file: { path: string; text: string }): { to: string; typeOnly: boolean }[] {
  return [...file.text.matchAll(/^(?:import|export)\s+(type\s+)?[^;]*?from\s+"(\.[^"]+)";/gmu)].map((match) => ({
    to: relative(src, resolve(src, dirname(file.path), match[2] as string)),
    typeOnly: match[1] !== undefined,
  }));
}

/** The room of a file: a skill each for itself, otherwise the top folder; loose files stand for themselves. */
function roomOf(path: string): string {
  const [top = "", second = ""] = path.split("/");
  if (top === "skills" && path.split("/").length > 2) return `skills/${second}`;
  return path.includes("/") ? top : path.replace(/\.ts$/u, "");
}

/** Plain contracts everybody may know. */
const CONTRACTS = ["message", "errors", "held", "log", "channel", "skill", "settings", "context"];
const BELOW: Record<string, string[]> = {
  staff: [],
  customers: ["staff"],
  notes: ["staff", "customers"],
  purchases: ["staff", "customers"],
  segments: ["staff", "customers", "notes", "purchases"],
  members: ["staff", "customers", "notes", "purchases"],
  contact: ["staff", "customers", "notes", "purchases", "segments", "members"],
  followups: ["staff", "customers", "notes", "purchases", "segments", "members", "contact"],
  complaints: ["staff", "customers", "notes", "purchases", "segments", "members", "contact"],
  care: ["staff", "customers", "notes", "purchases", "segments", "members", "contact", "followups", "complaints"],
  campaigns: [
    "staff",
    "customers",
    "notes",
    "purchases",
    "segments",
    "members",
    "contact",
    "followups",
    "complaints",
    "care",
  ],
  insights: [
    "staff",
    "customers",
    "notes",
    "purchases",
    "segments",
    "members",
    "contact",
    "followups",
    "complaints",
    "care",
  ],
  coaching: ["staff", "customers", "notes"],
  platform: ["staff", "customers"],
  help: [],
};
const SKILLS = Object.keys(BELOW);
const MAY: Record<string, string[]> = {
  calendar: [],
  message: [],
  errors: [],
  held: ["errors"],
  log: [],
  channel: ["message"],
  db: ["errors", "held", "log"],
  wecom: ["message", "channel", "errors", "held", "log"],
  understanding: ["calendar", ...CONTRACTS],
  outbox: ["db", ...CONTRACTS],
  scheduler: ["calendar", "db", ...CONTRACTS],
  simulator: ["errors", "log"],
  conversation: [
    "calendar",
    "understanding",
    "outbox",
    "db",
    "skills",
    ...CONTRACTS,
    ...SKILLS.map((name) => `skills/${name}`),
  ],
  ...Object.fromEntries(
    SKILLS.map((name) => [
      `skills/${name}`,
      [
        "calendar",
        "understanding",
        "outbox",
        "db",
        ...CONTRACTS,
        ...(BELOW[name] ?? []).map((below) => `skills/${below}`),
      ],
    ]),
  ),
};
/** Wiring and tools at the edge may know everything. */
const FREE = new Set([
  "app",
  "house",
  "grammar",
  "main",
  "cli",
  "demo",
  "skills",
  "timetable",
  "local-directory",
  "sidebar",
  "health",
  "metrics",
  "clock",
  "config",
  "context",
  "skill",
  "settings",
  "settings-store",
]);

describe("who may import whom", () => {
  it("keeps the arrows of ARCHITECTURE.md", () => {
    const wrong: string[] = [];
    for (const file of files) {
      const room = roomOf(file.path);
      if (FREE.has(room)) continue;
      const may = MAY[room];
      if (!may) {
        wrong.push(`${file.path}: the room ${room} has no rule`);
        continue;
      }
      for (const { to } of importsOf(file)) {
        const target = roomOf(to);
        if (target !== room && !may.includes(target)) wrong.push(`${file.path} imports ${to}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("has no cycle of files", () => {
    const graph = new Map(
      files.map((file) => [
        file.path,
        importsOf(file)
          .filter((one) => !one.typeOnly)
          .map((one) => one.to),
      ]),
    );
    const state = new Map<string, "open" | "done">();
    const cycles: string[] = [];
    const visit = (path: string, trail: string[]) => {
      if (state.get(path) === "done") return;
      if (state.get(path) === "open") {
        cycles.push([...trail.slice(trail.indexOf(path)), path].join(" → "));
        return;
      }
      state.set(path, "open");
      for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
      state.set(path, "done");
    };
    for (const path of graph.keys()) visit(path, []);
    expect(cycles).toEqual([]);
  });

  it("leaves no file that nobody imports", () => {
    const imported = new Set(files.flatMap((file) => importsOf(file).map((one) => one.to)));
    const entries = /^(main\.ts|cli\/[\w-]+\.ts|db\/diff\.ts)$|\.d\.ts$/u;
    expect(files.map((file) => file.path).filter((path) => !entries.test(path) && !imported.has(path))).toEqual([]);
  });
});

describe("purity", () => {
  const effectful =
    /^(main|app|house|held|health|metrics|clock|settings-store|timetable|local-directory|sidebar)\.ts$|^(db|cli|simulator|scheduler|outbox|wecom|demo)\/|\/(handle[\w-]*|[\w-]*store|[\w-]*jobs|deliver|resolve|lexicon|house)\.ts$|^skills\/customers\/(card|find|record|vocabulary)\.ts$|^conversation\/|^understanding\/(understand|model\/)/u;
  it("only the entrances read the real clock, the environment or chance", () => {
    const wrong = files
      .filter((file) => !/^(main\.ts|cli\/)/u.test(file.path))
      .flatMap((file) =>
        [...withoutComments(file.text).matchAll(/\bDate\.now\(\)|\bnew Date\(\)|\bprocess\.env\b/gu)].map(
          (match) => `${file.path}: ${match[0]}`,
        ),
      )
      .filter((place) => !ALLOWED_CLOCKS.some((allowed) => place.startsWith(allowed)));
    expect(wrong).toEqual([]);
  });
  it("rules and readers are synchronous", () => {
    const wrong = files.filter(
      (file) => !effectful.test(file.path) && /^\s*(?:export )?async function|=\s*async\b/mu.test(file.text),
    );
    expect(wrong.map((file) => file.path)).toEqual([]);
  });
  it("no AsyncLocalStorage is made while the house runs: on Node 20 each one used slows every promise after it", () => {
    expect(files.filter((file) => /^[ \t].*new AsyncLocalStorage/mu.test(file.text)).map((file) => file.path)).toEqual(
      [],
    );
  });
});
/** Files whose real clock is part of what they are: a lock's age, a page's own animation. */
const ALLOWED_CLOCKS = ["simulator/page/", "db/lock.ts", "db/diff.ts", "db/open.ts"];

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//gu, "").replace(/^\s*\/\/.*$/gmu, "");
}

describe("the platform's words stop at the border", () => {
  it("no WeCom term outside wecom/ and simulator/", () => {
    const terms =
      /\b(external_userid|msgtype|errcode|agentid|corpsecret|template_card|add_msg_template|access_token|MsgId|FromUserName)\b/u;
    const allowed = /^(wecom|simulator)\//u;
    expect(
      files
        .filter((file) => !allowed.test(file.path) && terms.test(withoutComments(file.text)))
        .map((file) => file.path),
    ).toEqual([]);
  });
});

describe("every plan", () => {
  const specs = everySkill().flatMap((skill) => skill.plans.map((spec) => ({ skill: skill.name, spec })));
  it("belongs to its skill, has help and examples, and one handler", () => {
    const kinds = specs.map(({ spec }) => spec.kind);
    expect(new Set(kinds).size).toBe(kinds.length);
    for (const { skill, spec } of specs) {
      expect(spec.kind.startsWith(`${skill}.`), spec.kind).toBe(true);
      expect(spec.examples.length, spec.kind).toBeGreaterThan(0);
      expect(spec.help.length, spec.kind).toBeGreaterThan(1);
    }
  });
});

describe("files", () => {
  it("begin with what they are for", () => {
    expect(files.filter((file) => !/^(#!.*\n)?(\/\/|\/\*)/u.test(file.text)).map((file) => file.path)).toEqual([]);
  });
  it("every prompt is used", () => {
    const prompts = readdirSync(join(root, "prompts")).filter((name) => name.endsWith(".md"));
    const all = files.map((file) => file.text).join("\n");
    expect(prompts.filter((name) => !all.includes(`prompts/${name}`))).toEqual([]);
  });
});
