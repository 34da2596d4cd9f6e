import { configure } from "@/scripts/configure";
import { operatorCommands } from "@/scripts/operator-commands";
import type { Answer, Question } from "./operator";

// The operator's commands one after the other, for as long as who started this process listens.
const { closeDatabase } = await configure();
process.on("message", async (question: Question) => process.send?.(await answer(question)));
process.once("disconnect", async () => {
  const { db } = await import("@/lib/db");
  await db().$disconnect();
  await closeDatabase();
  process.exit();
});

async function answer({ id, command, flags, password }: Question): Promise<Answer> {
  try {
    const output = await operatorCommands[command]?.(flags, password);
    return output ? { id, output: output as Record<string, string> } : { id, error: "there is no such command" };
  } catch (error) {
    return { id, error: (error as Error).message };
  }
}
