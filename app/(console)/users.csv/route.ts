import type { NextRequest } from "next/server";
import { readTableView } from "@/components/data-table/table-view";
import { grantedOf } from "@/components/users/user-actions";
import { passcodeState, roleWord, userStates } from "@/components/users/user-states";
import { toUsersInput, usersShape } from "@/components/users/users-view";
import { listUsers } from "@/lib/core/user/list-users";
import type { UserView } from "@/lib/core/user/user-view";
import { answerCsv, type CsvColumn } from "@/lib/web/answer-csv";

const columns: CsvColumn<UserView>[] = [
  ["name", "Name", ({ name }) => name],
  ["email", "E-mail", ({ email }) => email],
  ["role", "Role", ({ role }) => roleWord(role)],
  ["status", "User status", ({ status }) => userStates[status].word],
  ["last_sign_in_at", "Last sign-in", ({ last_sign_in_at }) => last_sign_in_at ?? ""],
  ["passcode", "Passcode", (user) => passcodeState(user).word],
  ["passcode_expires_at", "Passcode expires", (user) => grantedOf(user)?.expires_at ?? ""],
  ["created_at", "Created", ({ created_at }) => created_at],
  ["has_totp", "TOTP", ({ has_totp }) => (has_totp ? "On" : "Off")],
];

/** The users that the table's address asks for, all pages of them, in its visible columns. Instants are RFC 3339 in UTC. */
export function GET(request: NextRequest): Promise<Response> {
  const view = readTableView(Object.fromEntries(request.nextUrl.searchParams), usersShape);
  return answerCsv({
    noun: "users",
    columns,
    hide: view.hide,
    list: (caller, page) => listUsers(caller, { ...toUsersInput(view), ...page }),
  });
}
