import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { build, type Plugin } from "esbuild";
import { projectRoot } from "@/scripts/project-root.mjs";
import type { simulate } from "./simulate";

/** A snippet of the real code, and what stands in its place. */
export type Edit = { file: string; from: string; to: string };

/**
 * The simulation with the real code as it would be without some rule.
 * @throws Error where a snippet is not found exactly once: the code has changed, and the variant must follow it.
 */
export async function simulationWith(edits: readonly Edit[]): Promise<typeof simulate> {
  const applied = new Set<Edit>();
  const { outputFiles } = await build({
    entryPoints: [path.join(projectRoot, "scripts/prove/lease/simulate.ts")],
    absWorkingDir: projectRoot,
    bundle: true,
    write: false,
    platform: "node",
    format: "cjs",
    packages: "external",
    logLevel: "error",
    plugins: [editing(edits, applied)],
  });
  const unused = edits.find((edit) => !applied.has(edit));
  if (unused) throw new Error(`the simulation does not run ${unused.file}`);
  const bundle = { exports: {} as { simulate: typeof simulate } };
  const run = new Function("require", "module", "exports", outputFiles[0]?.text ?? "");
  run(createRequire(import.meta.url), bundle, bundle.exports);
  return bundle.exports.simulate;
}

function editing(edits: readonly Edit[], applied: Set<Edit>): Plugin {
  const edited = (file: string) => edits.filter((edit) => path.join(projectRoot, edit.file) === file);
  return {
    name: "edit",
    setup: (building) => {
      building.onLoad({ filter: /\.ts$/ }, ({ path: file }) => {
        if (edited(file).length === 0) return null;
        let contents = readFileSync(file, "utf8");
        for (const edit of edited(file)) {
          const parts = contents.split(edit.from);
          if (parts.length !== 2) throw new Error(`${edit.file} holds ${parts.length - 1} times: ${edit.from}`);
          contents = parts.join(edit.to);
          applied.add(edit);
        }
        return { contents, loader: "ts" };
      });
    },
  };
}
