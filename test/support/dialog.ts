// A talk as lines, played against the world and checked:
//
//   林悦: 3456              says it          林悦: [撤销]   presses that button
//   bot: 羊毛过敏           is in the answers to the act before     bot: /五行|六行/   matches them
//   bot not: 电话           is in none of them
//   -- 09:31                moves the clock and lets everything fall due; what follows checks what came to her
//
// Every act must get an answer: silence fails, whatever the checks say.
import { expect } from "vitest";
import { demoStaff } from "../../src/demo/staff.ts";
import type { World } from "./world.ts";

export async function play(world: World, talk: string): Promise<void> {
  const heard: string[] = [];
  let speaker = "linyue";
  let answers: string[] = [];
  for (const line of talk.split("\n").map((one) => one.trim())) {
    if (line === "" || line.startsWith("#")) continue;
    const [, head = "", said = ""] = /^(--|[^:：]+[:：])\s*(.*)$/u.exec(line) ?? [];
    const who = head.replace(/[:：]$/u, "");
    if (who === "bot" || who === "bot not") {
      check(answers.join("\n"), { said, wanted: who === "bot", heard });
      continue;
    }
    if (head === "--") {
      world.moveTo(said);
      await world.settle();
      answers = world.newOn(speaker);
    } else {
      speaker = userIdOf(who, line);
      const button = /^\[(.+)\]$/u.exec(said)?.[1];
      answers = button === undefined ? await world.says(speaker, said) : await world.presses(speaker, button);
      heard.push(line);
      if (button === undefined) expect(answers, `silence after\n${heard.join("\n")}`).not.toEqual([]);
    }
    heard.push(...answers.map((answer) => `bot: ${answer}`));
  }
}

function check(answer: string, { said, wanted, heard }: { said: string; wanted: boolean; heard: string[] }): void {
  const pattern = /^\/(.+)\/$/u.exec(said)?.[1];
  const found = pattern === undefined ? answer.includes(said) : new RegExp(pattern, "u").test(answer);
  expect(found, `${wanted ? "missing" : "should not be there"}: ${said}\n---\n${heard.join("\n")}`).toBe(wanted);
}

function userIdOf(name: string, line: string): string {
  const staff = demoStaff.find((one) => one.name === name);
  if (!staff) throw new Error(`nobody here is called ${name}: ${line}`);
  return staff.id;
}
