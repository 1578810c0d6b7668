// A hundred thousand random mixtures of words, names, numbers and noise through the parser: how many threw or gave a
// plan that its schema refuses (none may), and the time they took, the faster of two readings each, so that it is not
// the machine's other work; then how the work grows with a pasted text.
import fc from "fast-check";
import { mixture } from "../understanding/parser/support/mixtures.ts";
import { readAt, schemas } from "../understanding/parser/support/reading.ts";
import { type Form, percentile } from "./figures.ts";

const SEED = 20261122;
const PASTED = "今天和张姐聊了很久她说女儿下个月结婚想买件真丝的裙子预算三千左右".repeat(32);

export async function mixtures({ quick }: Form): Promise<string[]> {
  const texts = fc.sample(mixture, { numRuns: quick ? 10_000 : 100_000, seed: SEED });
  for (const text of texts.slice(0, 2000)) readAt(text);
  let thrown = 0;
  let refused = 0;
  const spent = texts.map((text) => {
    const took = [0, 1].map(() => {
      const start = performance.now();
      const reading = readOrNull(text);
      const spentMs = performance.now() - start;
      if (reading === null) thrown++;
      else refused += reading.plans.filter((plan) => schemas.get(plan.kind)?.safeParse(plan).success === false).length;
      return spentMs;
    });
    return Math.min(...took);
  });
  const micros = (share: number) => `${(1000 * percentile(spent, share)).toFixed(0)} µs`;
  const sizes = [125, 250, 500, 1000].map((length) => `${length}: ${pastedMs(length).toFixed(2)} ms`);
  return [
    `${texts.length} mixtures: ${thrown} threw, ${refused} plans refused; median ${micros(0.5)}, p99 ${micros(0.99)}, p99.9 ${micros(0.999)}`,
    `a pasted text by characters: ${sizes.join(" · ")}`,
  ];
}

function readOrNull(text: string): ReturnType<typeof readAt> | null {
  try {
    return readAt(text);
  } catch {
    return null;
  }
}

/** The fastest of several runs: what the work costs, not what else the machine does. */
function pastedMs(length: number): number {
  const text = PASTED.slice(0, length);
  const runs = Array.from({ length: 20 }, () => {
    const start = performance.now();
    readAt(text);
    return performance.now() - start;
  });
  return Math.min(...runs);
}
