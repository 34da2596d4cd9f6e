import "server-only";
import type { Caller } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { answerRefusal } from "./answer-refusal";
import { callerOf } from "./caller";
import { csvResponse } from "./csv";
import { currentSession } from "./session";

const pageSize = 100;

type Page = { limit: number; cursor: string | undefined };

export type CsvColumn<Row> = readonly [id: string, head: string, cell: (row: Row) => string];

type File<Row> = {
  /** What is in it: "passcodes". */
  noun: string;
  columns: readonly CsvColumn<Row>[];
  /** Ids of columns that are left out. */
  hide?: readonly string[];
  list: (caller: Caller, page: Page) => Promise<{ data: Row[]; next_cursor: string | null }>;
};

/** A list of the core as a file, all pages of it, for whoever is signed in. */
export async function answerCsv<Row>({ noun, columns, hide = [], list }: File<Row>): Promise<Response> {
  try {
    const session = await currentSession();
    if (!session) throw new AppError("credential_required", "Sign in first.");
    const shown = columns.filter(([id]) => !hide.includes(id));
    const caller = await callerOf(session);
    const pages = readPages(
      (page) => list(caller, page),
      (row) => shown.map(([, , cell]) => cell(row)),
    );
    const head = shown.map(([, name]) => name);
    return await csvResponse(`${noun}-${session.account.id}.csv`, head, pages);
  } catch (error) {
    return answerRefusal(error);
  }
}

async function* readPages<Row>(
  list: (page: Page) => Promise<{ data: Row[]; next_cursor: string | null }>,
  cells: (row: Row) => string[],
) {
  let cursor: string | undefined;
  do {
    const { data, next_cursor } = await list({ limit: pageSize, cursor });
    yield data.map(cells);
    cursor = next_cursor ?? undefined;
  } while (cursor);
}
