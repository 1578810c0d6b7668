// Brings the database to this version's schema: `npm run -s migrate`. The app does the same at every start.
import { command, openFromEnvironment } from "./run.ts";

await command(async () => {
  const { house } = await openFromEnvironment({ demo: false });
  await house.close();
  console.log("the database has this version's schema");
});
