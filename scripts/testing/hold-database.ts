import { openEmbeddedDatabase } from "@/scripts/embedded-database";

// A process that uses the embedded database in the given folder: prints its address, leaves it on SIGTERM.
const database = await openEmbeddedDatabase(process.argv[2] ?? "", { durable: false });
process.once("SIGTERM", async () => {
  await database.close();
  process.exit(0);
});
console.log(database.url);
