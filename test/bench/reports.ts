// The reports of the night: seconds to count all figures of all shops and to put them into words, per size of the house.
import { sendReports } from "../../src/skills/insights/jobs.ts";
import { hasServer, openOnServer } from "../support/database.ts";
import { type Form, timed } from "./figures.ts";
import { contextOver, fill } from "./questions.ts";

const ORDERS_PER_CUSTOMER = 10;

export async function reports({ quick }: Form): Promise<string[]> {
  if (!hasServer()) return ["no PostgreSQL server answers, not measured"];
  const lines: string[] = [];
  for (const customers of quick ? [5_000] : [10_000, 100_000]) {
    const large = await openOnServer();
    try {
      await fill(large.db, customers, customers * ORDERS_PER_CUSTOMER);
      const context = await contextOver(large.db, false);
      const told: string[] = [];
      for (const grain of ["day", "week", "month"] as const) {
        const [ms = Number.NaN] = await timed(1, () => sendReports(context, context.now(), grain));
        told.push(`${grain} ${(ms / 1000).toFixed(1)} s`);
      }
      lines.push(`${customers} customers, ${customers * ORDERS_PER_CUSTOMER} orders, 4 shops: ${told.join(", ")}`);
    } finally {
      await large.close();
    }
  }
  return lines;
}
