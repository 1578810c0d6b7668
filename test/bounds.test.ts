// Nothing is without an end: calls have a time-out, loops say what ends them, lists have a length. Read from the source;
// what an exception is bounded by stands beside it. That the bounds work is tested where they are.
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";

const src = resolve(import.meta.dirname, "../src");
const files = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts") && !path.includes("generated/"))
  .map((path) => ({ path, text: readFileSync(join(src, path), "utf8") }));
/** Pages draw in a browser, and stop when it is closed. */
const ours = files.filter(({ path }) => !path.startsWith("simulator/page"));

describe("calls", () => {
  test("over the network have a time-out", () => {
    const calls = ours.flatMap((file) => callsOf(file, /\b(?:fetch|new OpenAI)\(/gu));
    expect(calls.length).toBeGreaterThan(3);
    expect(calls.filter(({ text }) => !/\bsignal\b|\btimeout:/u.test(text)).map(placeOf)).toEqual([]);
  });

  test("that follow the platform's cursors do so in one loop, which counts", () => {
    const following = ours.filter(({ text }) => /\bcursor = /u.test(text));
    expect(following.map(({ path }) => path).filter((path) => !path.startsWith("simulator/"))).toEqual([
      "wecom/client.ts",
    ]);
    expect(following[0]?.text).toMatch(/for \(let (\w+) = 0; \1 < PAGES_MAX; \1\+\+\)/u);
  });

  test("that a failure repeats are counted", () => {
    const retries = ours.filter(({ text }) => /\battempts \+ 1|failures \+= 1/u.test(text));
    expect(retries.length).toBeGreaterThan(2);
    expect(retries.filter(({ text }) => !/[A-Z]_MAX\b|[a-z]Max\b/u.test(text)).map(({ path }) => path)).toEqual([]);
  });
});

describe("loops", () => {
  /** Loops without a condition, and what ends each. */
  const ENDLESS: Record<string, string> = {
    "cli/import/sheets.ts": "the rows of a sheet whose size was checked",
    "db/backup.ts": "the rows of a table, a thousand at a time",
    "demo/people.ts": "draws names until one is free, and there are more names than people",
    "customers/jobs.ts": "pages of staff by id",
    "followups/jobs.ts": "pages of staff by id",
    "insights/jobs.ts": "pages of staff by id",
  };
  /** Loops that wait for something outside. */
  const WAITING: Record<string, string> = {
    "app.ts": "messages that are due; answering makes none",
    "conversation/inbox.ts": "a list that gets shorter",
    "db/channel-token.ts": "the holder's lease runs out",
    "db/poll.ts": "until the process stops",
    "simulator/callbacks.ts": "three tries",
  };
  const known = (path: string, list: Record<string, string>) => Object.keys(list).some((end) => path.endsWith(end));

  test("without a condition are these, each ended by what it goes through", () => {
    const endless = ours.filter(({ text }) => /\bfor \(;;\)|\bwhile \(true\)/u.test(text)).map(({ path }) => path);
    expect(endless.filter((path) => !known(path, ENDLESS))).toEqual([]);
  });

  test("that wait are these", () => {
    const waiting = ours.filter(({ text }) => callsOf({ path: "", text }, /\bwhile \(/gu).some(loopAwaits));
    expect(waiting.map(({ path }) => path).filter((path) => !known(path, WAITING))).toEqual([]);
  });
});

describe("lists", () => {
  const queries = files.filter(({ path }) => /^(skills|conversation|outbox|scheduler|understanding)\//u.test(path));

  test("from the database say how many, or of whom", () => {
    /** Short by nature. */
    const short: Record<string, string> = { "skills/staff/store.ts": "the shops that are departments" };
    const lists = queries.flatMap((file) => callsOf(file, /\.findMany\(/gu));
    expect(lists.length).toBeGreaterThan(30);
    const open = lists.filter(({ text, path }) => !/\btake\b|\bin: /u.test(text) && !(path in short));
    expect(open.map(placeOf)).toEqual([]);
  });
});

test("every number that is a bound has a name, and the name is used", () => {
  const unused = ours.flatMap(({ path, text }) =>
    [...text.matchAll(/^(?:export )?const ([A-Z_]+_MAX|[a-zA-Z]+Max)\b/gmu)]
      .map((match) => match[1]!)
      .filter((name) => ours.every((file) => uses(file.text, name, file.path === path) === 0))
      .map((name) => `${path}: ${name}`),
  );
  expect(unused).toEqual([]);
});

interface Call {
  path: string;
  line: number;
  text: string;
  after: string;
}

/** The whole of each call or head that begins so, to its closing bracket; and the line or block that follows. */
function callsOf({ path, text }: { path: string; text: string }, begin: RegExp): Call[] {
  return [...text.matchAll(begin)].map((match) => {
    let at = match.index + match[0].length;
    for (let depth = 1; depth > 0 && at < text.length; at++) {
      if (text[at] === "(") depth++;
      if (text[at] === ")") depth--;
    }
    const line = text.slice(0, match.index).split("\n").length;
    return { path, line, text: text.slice(match.index, at), after: text.slice(at, text.indexOf("\n", at)) };
  });
}

const placeOf = ({ path, line }: Call) => `${path}:${line}`;

/** Its condition waits, or the one line that it repeats. */
const loopAwaits = ({ text, after }: Call) => /\bawait\b/u.test(text + after);

function uses(text: string, name: string, declaredHere: boolean): number {
  return [...text.matchAll(new RegExp(`\\b${name}\\b`, "gu"))].length - (declaredHere ? 1 : 0);
}
