// The algebra of query.ts as one parameterised SQL statement; these files (query-*.ts) are the only ones that compile it.
// They never run anything, never read the clock, and put nothing said by a person into the text of a statement.
//
// Shape: customers `c`, filtered by conditions. What can be answered by "is there such an order" becomes EXISTS or
// NOT EXISTS, which the planner turns into semi and anti joins over sets. What needs a figure (spend, counts) joins one
// grouped table per source, in which every range asked for is one column; nothing is summed that nobody asked for.
// Every condition is true or false, never unknown: what is not known of somebody does not hold, its negation does.
export { aggregateSql } from "./query-aggregate.ts";
export type { QueryContext, Vocabulary } from "./query-context.ts";
export { type Column, idsSql, type ListQuestion, listSql } from "./query-list.ts";
