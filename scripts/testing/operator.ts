import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { projectRoot } from "@/scripts/project-root.mjs";
import { inProduction } from "./run-server";

/** What is asked of the process of `operate.ts`, and what it answers. */
export type Question = { id: number; command: string; flags: Record<string, string>; password?: string };
export type Answer = { id: number; output?: Record<string, string>; error?: string };

export type Operator = {
  /** Runs one of the operator's commands. @throws Error with its refusal */
  operate(command: string, flags: Record<string, string>, password?: string): Promise<Record<string, string>>;
  end(): Promise<void>;
};

/** An operator who stays: his program takes two seconds to load, and stories ask for a hundred users. */
export function startOperator(environment: Record<string, string>): Operator {
  let child: ChildProcess | null = null;
  let count = 0;
  const operate: Operator["operate"] = async (command, flags, password) => {
    child ??= launch(environment);
    const { output, error } = await ask(child, { id: ++count, command, flags, password });
    if (!output) throw new Error(`watchword ${command}: ${error}`);
    return output;
  };
  const end = async () => {
    if (!child) return;
    child.disconnect();
    await once(child, "exit");
  };
  return { operate, end };
}

function launch(environment: Record<string, string>): ChildProcess {
  const file = path.join(projectRoot, "scripts", "testing", "operate.ts");
  const env = inProduction({ ...environment, LOG_LEVEL: "silent" });
  return fork(file, { cwd: projectRoot, execArgv: ["--import", "tsx"], env });
}

function ask(child: ChildProcess, question: Question): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const end = () => reject(new Error(`The operator's process ended before it answered: ${question.command}`));
    const hear = (answer: Answer) => {
      if (answer.id !== question.id) return;
      child.off("message", hear).off("exit", end);
      resolve(answer);
    };
    child.on("message", hear).once("exit", end);
    child.send(question);
  });
}
