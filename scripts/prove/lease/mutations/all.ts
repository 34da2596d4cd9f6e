import type { Mutation } from "./mutation";
import { ofCommands } from "./of-commands";
import { ofMemory } from "./of-memory";
import { ofTheLease } from "./of-the-lease";

/** The rules of DESIGN.md section 3, each with the real code that does without it. */
export const mutations: Mutation[] = [...ofTheLease, ...ofMemory, ...ofCommands];
