import type { NextRequest } from "next/server";
import { readTableView } from "@/components/data-table/table-view";
import { passcodesShape, toListInput } from "@/components/passcodes/passcodes-view";
import { statusWord } from "@/components/passcodes/status-mark";
import type { Caller } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { listPasscodes } from "@/lib/core/passcode/list-passcodes";
import type { PasscodeView } from "@/lib/core/passcode/passcode-view";
import { answerRefusal } from "@/lib/web/answer-refusal";
import { callerOf } from "@/lib/web/caller";
import { csvResponse } from "@/lib/web/csv";
import { currentSession } from "@/lib/web/session";

const pageSize = 100;
const heads = {
  name: "Name",
  hint: "Hint",
  status: "Status",
  expires_at: "Expires",
  contact_email: "Contact",
} as const;
const moreHeads = { created_by: "Created by", created_at: "Created", last_used_at: "Last used" } as const;
const columns = Object.entries({ ...heads, ...moreHeads }) as [keyof typeof heads | keyof typeof moreHeads, string][];

/** The passcodes that the table's address asks for, all pages of them, in its visible columns. Instants are RFC 3339 in UTC. */
export async function GET(request: NextRequest): Promise<Response> {
  try {
    const session = await currentSession();
    if (!session) throw new AppError("credential_required", "Sign in first.");
    const view = readTableView(Object.fromEntries(request.nextUrl.searchParams), passcodesShape);
    const shown = columns.filter(([column]) => !view.hide.includes(column));
    const cells = (passcode: PasscodeView) => shown.map(([column]) => cellOf(passcode, column));
    const pages = readPages(await callerOf(session), toListInput(view), cells);
    const head = shown.map(([, name]) => name);
    return await csvResponse(`passcodes-${session.account.id}.csv`, head, pages);
  } catch (error) {
    return answerRefusal(error);
  }
}

const cellOf = (passcode: PasscodeView, column: (typeof columns)[number][0]) =>
  column === "status" ? statusWord(passcode.status) : (passcode[column] ?? "");

async function* readPages(
  caller: Caller,
  input: ReturnType<typeof toListInput>,
  cells: (passcode: PasscodeView) => string[],
) {
  let cursor: string | undefined;
  do {
    const { data, next_cursor } = await listPasscodes(caller, { ...input, limit: pageSize, cursor });
    yield data.map(cells);
    cursor = next_cursor ?? undefined;
  } while (cursor);
}
