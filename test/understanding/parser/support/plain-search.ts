// The search of match.ts without its haste: every partial reading is carried from character to character.
import * as cost from "../../../../src/understanding/parser/costs.ts";
import type { Sentence } from "../../../../src/understanding/parser/match.ts";
import { type States, TextStep } from "../../../../src/understanding/parser/states.ts";

interface Partial {
  state: number;
  cost: number;
  floor: number;
  pause: number;
  inText: boolean;
}

/** What the best reading costs. */
export function plainCost(states: States, { text, fillers, spans, types, from }: Sentence): number {
  const at: Map<number, Partial>[] = Array.from({ length: text.length + 1 }, () => new Map());
  const { root } = states;
  const measure = (position: number) => at[position]?.get(root)?.cost ?? Number.POSITIVE_INFINITY;
  const reach = (position: number, partial: Partial) => {
    const known = at[position]?.get(partial.state);
    if (known && partial.cost >= known.cost - cost.COST_SAME) return;
    if (partial.state !== root && partial.cost > Math.min(partial.floor, measure(position)) + cost.BEAM) return;
    at[position]?.set(partial.state, partial);
  };
  reach(0, { state: root, cost: 0, floor: 0, pause: 0, inText: false });
  for (let position = 0; position <= text.length; position++) {
    for (const { state, cost: spent } of [...(at[position] as Map<number, Partial>).values()])
      if (states.ruleOf(state) >= 0) {
        const ended = spent + states.ruleCostOf(state);
        reach(position, { state: root, cost: ended, floor: ended, pause: 0, inText: false });
      }
    if (position === text.length) break;
    for (const partial of (at[position] as Map<number, Partial>).values())
      if (partial.state === root || partial.cost <= Math.min(partial.floor, measure(position)) + cost.BEAM)
        advance(partial, position);
  }
  return measure(text.length);

  function advance(partial: Partial, position: number): void {
    const { state, pause, inText } = partial;
    const inRule = state !== root;
    const floor = inRule ? partial.floor : partial.cost;
    const go = (
      to: number,
      next: number,
      spent: number,
      nothing: number,
      after: { pause?: number; inText?: boolean },
    ) =>
      reach(to, { state: next, cost: partial.cost + spent, floor: floor + nothing, pause: 0, inText: false, ...after });
    for (let index = from[position] as number; index < (from[position + 1] as number); index++) {
      const { end, cost: spent } = spans[index] as { end: number; cost: number };
      if (states.leads(state, types[index] as number))
        go(end, states.after(state, types[index] as number), spent, end - position, {});
    }
    const [stop, blank] = [cost.STOP.has(text[position] as string), text[position] === " "];
    const late = inRule && pause >= cost.COST_TEXT_OVER_STOP ? cost.COST_TEXT_AFTER_STOP : 0;
    const over = stop ? cost.COST_TEXT_OVER_STOP : pause || (blank ? cost.COST_TEXT_OVER_BLANK : cost.COST_TEXT);
    const words: [TextStep, number, boolean][] = [
      [TextStep.begin, cost.COST_TEXT + late, !stop],
      [TextStep.beginRest, cost.COST_TEXT_REST, !stop],
      [TextStep.goOn, over, !stop || inText],
      [TextStep.goOnRest, cost.COST_TEXT_REST, !stop || inText],
    ];
    for (const [step, spent, may] of words) {
      const next = may ? states.afterText(state, step) : -1;
      if (next >= 0) go(position + 1, next, spent, 1, { inText: true });
    }
    for (const filler of fillers[position] ?? []) {
      const spent = cost.fillerCost(filler, inRule) * (filler.end - position);
      go(filler.end, state, spent, spent, { pause });
    }
    if (blank)
      go(position + 1, state, cost.COST_STOP, cost.COST_STOP, { pause: Math.max(pause, cost.COST_TEXT_OVER_BLANK) });
    const colon = cost.isColon(text, position);
    if (stop) go(position + 1, state, cost.COST_STOP, cost.COST_STOP, { pause: colon ? 0 : cost.COST_TEXT_OVER_STOP });
    else go(position + 1, state, inRule ? cost.COST_UNEXPLAINED_INSIDE : 1, 1, { pause });
  }
}
