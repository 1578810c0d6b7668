// After a run of all tests, in its first process: the server's databases that the run made go.
import { dropDatabasesOf, onServer } from "./server.ts";

export async function teardown(): Promise<void> {
  // Without a server there are none; one that went away in between has them dropped by the next run.
  await onServer((client) => dropDatabasesOf(process.pid, client)).catch(() => {});
}
