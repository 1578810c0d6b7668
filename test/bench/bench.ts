// What the design promises in figures, as ratios within one run: machines differ, ratios hardly. `npm run bench`, or
// `npm run bench -- --quick` for a small form. Nothing here is asserted; the test suite asserts behaviour.
import { acknowledgements } from "./acknowledgements.ts";
import { contacts } from "./contacts.ts";
import { crowds } from "./crowds.ts";
import { mixtures } from "./mixtures.ts";
import { nights } from "./nights.ts";
import { parsing } from "./parsing.ts";
import { published } from "./published.ts";
import { questions } from "./questions.ts";
import { reports } from "./reports.ts";
import { segments } from "./segments.ts";
import { starting } from "./starting.ts";

const quick = process.argv.includes("--quick");
/** Sizes that take minutes and gigabytes. */
const full = process.argv.includes("--full");
const parts = {
  parsing,
  mixtures,
  published,
  starting,
  acknowledgements,
  questions,
  segments,
  reports,
  nights,
  contacts,
  crowds,
};
const chosen = process.argv.slice(2).filter((word) => word in parts) as (keyof typeof parts)[];

console.log(`bench${quick ? ", quick form" : ""} · Node ${process.versions.node}`);
for (const [name, run] of Object.entries(parts)) {
  if (chosen.length > 0 && !chosen.includes(name as keyof typeof parts)) continue;
  try {
    for (const line of await run({ quick, full })) console.log(`${name.padEnd(17)} ${line}`);
  } catch (error) {
    console.log(`${name.padEnd(17)} not measured: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
