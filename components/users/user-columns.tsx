"use client";
import { createColumnHelper } from "@tanstack/react-table";
import { actionsColumn } from "@/components/data-table/actions-column";
import type { Features } from "@/components/data-table/features";
import { RowMenu } from "@/components/data-table/row-menu";
import { BothWays } from "@/components/time/both-ways";
import { StateMark } from "@/components/ui/state-mark";
import type { UserView } from "@/lib/core/user/user-view";
import { InvitedUntil } from "./invited-until";
import { grantedOf } from "./user-actions";
import { userDeedsFor } from "./user-deeds";
import { passcodeState, roleWord, userStates } from "./user-states";
import { useUsersAround } from "./users-context";

const helper = createColumnHelper<Features, UserView>();
const soft = (text: string) => <span className="text-ink-soft">{text}</span>;

/** The columns of the users' table; the sorted ones are called as the core calls them. @param mayChange whether rows have a menu */
export const userColumns = (mayChange: boolean) =>
  helper.columns([
    helper.accessor("name", {
      header: "Name",
      enableHiding: false,
      sortDescFirst: false,
      meta: { label: "Name", place: "head", className: "wrap-anywhere wide:max-w-52 wide:min-w-32" },
      cell: ({ row }) => <UserName user={row.original} />,
    }),
    helper.accessor("email", {
      header: "E-mail",
      sortDescFirst: false,
      meta: { label: "E-mail", className: "wrap-anywhere wide:max-w-56" },
      cell: ({ getValue }) => <Address email={getValue()} />,
    }),
    helper.accessor("role", {
      header: "Role",
      enableSorting: false,
      meta: { label: "Role" },
      cell: ({ getValue }) => roleWord(getValue()),
    }),
    helper.accessor("status", {
      header: "User status",
      enableSorting: false,
      meta: { label: "User status" },
      cell: ({ row: { original } }) => <UserStatusCell user={original} />,
    }),
    helper.accessor("last_sign_in_at", {
      header: "Last sign-in",
      sortDescFirst: true,
      meta: { label: "Last sign-in" },
      cell: ({ getValue }) => <At at={getValue()} none="Never" />,
    }),
    helper.accessor("passcode", {
      header: "Passcode",
      enableSorting: false,
      meta: { label: "Passcode" },
      cell: ({ row: { original } }) => <StateMark state={passcodeState(original)} />,
    }),
    helper.accessor((user) => grantedOf(user)?.expires_at ?? null, {
      id: "passcode_expires_at",
      header: "Expires",
      sortDescFirst: false,
      meta: { label: "Expires" },
      cell: ({ row: { original } }) => <At at={grantedOf(original)?.expires_at} none={noEnd(original)} />,
    }),
    helper.accessor("created_at", {
      header: "Created",
      sortDescFirst: true,
      meta: { label: "Created" },
      cell: ({ getValue }) => <BothWays at={getValue()} />,
    }),
    helper.accessor("has_totp", {
      header: "TOTP",
      enableSorting: false,
      meta: { label: "TOTP" },
      cell: ({ getValue }) => (getValue() ? "On" : soft("Off")),
    }),
    ...(mayChange ? [actionsColumn<UserView>((user) => <UserMenu user={user} />)] : []),
  ]);

const noEnd = (user: UserView) => (grantedOf(user) ? "Infinite" : "–");

const At = ({ at, none }: { at: string | null | undefined; none: string }) => (at ? <BothWays at={at} /> : soft(none));

/** An e-mail that breaks before its host, where it must. */
function Address({ email }: { email: string }) {
  const at = email.lastIndexOf("@");
  return (
    <span>
      {email.slice(0, at)}
      <wbr />
      {email.slice(at)}
    </span>
  );
}

/** Of who is invited also what became of his link. */
function UserStatusCell({ user: { status, invitation_expires_at } }: { user: UserView }) {
  return (
    <>
      <StateMark state={userStates[status]} />
      {status === "invited" && <InvitedUntil at={invitation_expires_at} />}
    </>
  );
}

function UserName({ user: { id, name } }: { user: UserView }) {
  const { home } = useUsersAround();
  return (
    <>
      {name}
      {id === home.selfId && <span className="font-normal text-ink-soft text-xs"> you</span>}
    </>
  );
}

function UserMenu({ user }: { user: UserView }) {
  const { actions, home, open } = useUsersAround();
  const deeds = userDeedsFor(user, actions, home);
  return deeds.length > 0 && <RowMenu row={user} deeds={deeds} onOpen={(kind, from) => open({ kind, user, from })} />;
}
