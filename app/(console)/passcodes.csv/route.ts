import type { NextRequest } from "next/server";
import { readTableView } from "@/components/data-table/table-view";
import { passcodesShape, toListInput } from "@/components/passcodes/passcodes-view";
import { statusWord } from "@/components/passcodes/status-mark";
import { listPasscodes } from "@/lib/core/passcode/list-passcodes";
import type { PasscodeView } from "@/lib/core/passcode/passcode-view";
import { answerCsv, type CsvColumn } from "@/lib/web/answer-csv";

const columns: CsvColumn<PasscodeView>[] = [
  ["name", "Name", ({ name }) => name],
  ["hint", "Hint", ({ hint }) => hint],
  ["status", "Status", ({ status }) => statusWord(status)],
  ["expires_at", "Expires", ({ expires_at }) => expires_at ?? ""],
  ["contact_email", "Contact", ({ contact_email }) => contact_email ?? ""],
  ["created_by", "Created by", ({ created_by }) => created_by],
  ["created_at", "Created", ({ created_at }) => created_at],
  ["last_used_at", "Last used", ({ last_used_at }) => last_used_at ?? ""],
];

/** The passcodes that the table's address asks for, all pages of them, in its visible columns. Instants are RFC 3339 in UTC. */
export function GET(request: NextRequest): Promise<Response> {
  const view = readTableView(Object.fromEntries(request.nextUrl.searchParams), passcodesShape);
  return answerCsv({
    noun: "passcodes",
    columns,
    hide: view.hide,
    list: (caller, page) => listPasscodes(caller, { ...toListInput(view), ...page }),
  });
}
