// What only looks is known by what its plan says of itself.
import { expect, test } from "vitest";
import { isRead } from "../../src/conversation/turn.ts";
import { everySkill } from "../../src/skills/all.ts";

const skills = everySkill();
const kinds = skills.flatMap(({ plans }) => plans.map(({ kind, effect }) => ({ kind, effect })));

test("every plan that reads counts as looking, and no other", () => {
  const looking = kinds.filter(({ kind }) => isRead(skills, { kind }));
  expect(looking).toEqual(kinds.filter(({ effect }) => effect === "read"));
  expect(looking.map(({ kind }) => kind)).toContain("customers.timeline");
  expect(isRead(skills, { kind: "talk.undo" })).toBe(false);
});
