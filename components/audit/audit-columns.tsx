"use client";
import { createColumnHelper } from "@tanstack/react-table";
import type { Route } from "next";
import Link from "next/link";
import type { Features } from "@/components/data-table/features";
import { Instant } from "@/components/time/instant";
import type { AuditEventView } from "@/lib/core/audit/list-audit-events";
import { EventWords } from "./event-words";
import { ResultMark } from "./result-mark";

const helper = createColumnHelper<Features, AuditEventView>();
const soft = (text: string) => <span className="text-ink-soft">{text}</span>;

/** The columns of the audit log. */
export const auditColumns = helper.columns([
  helper.accessor("action", {
    header: "What",
    enableSorting: false,
    enableHiding: false,
    meta: { label: "What", place: "head", className: "pr-2 wide:min-w-56" },
    cell: ({ row }) => <EventWords event={row.original} />,
  }),
  helper.accessor("at", {
    header: "When",
    enableSorting: false,
    enableHiding: false,
    meta: { label: "When" },
    cell: ({ getValue }) => <Instant at={getValue()} precise />,
  }),
  helper.accessor("actor", {
    header: "Actor",
    enableSorting: false,
    meta: { label: "Actor", className: "wrap-anywhere wide:max-w-44" },
    cell: ({ row: { original } }) => (
      <>
        {original.actor.name}
        {original.actor.type !== "user" && original.actor.type !== original.actor.name && (
          <span className="text-ink-soft text-xs"> {original.actor.type.replace("_", " ")}</span>
        )}
      </>
    ),
  }),
  helper.accessor("target", {
    header: "Target",
    enableSorting: false,
    meta: { label: "Target", className: "wrap-anywhere wide:max-w-56" },
    cell: ({ row }) => <Target event={row.original} />,
  }),
  helper.accessor("result", {
    header: "Result",
    enableSorting: false,
    meta: { label: "Result" },
    cell: ({ getValue }) => <ResultMark result={getValue()} />,
  }),
  helper.accessor("address", {
    header: "Address",
    enableSorting: false,
    meta: { label: "Address", className: "wrap-anywhere" },
    cell: ({ row: { original } }) =>
      original.address ? <code className="font-mono text-xs">{original.address}</code> : soft("none"),
  }),
  helper.accessor("request_id", {
    header: "Request",
    enableSorting: false,
    meta: { label: "Request", className: "wrap-anywhere wide:max-w-40" },
    cell: ({ getValue }) => <code className="font-mono text-xs">{getValue()}</code>,
  }),
]);

const over = ["passcode.delete", "passcode.purge", "user.delete", "user.purge"];

/** What it was done to; a link, where there is a page of it still. */
function Target({ event: { target, action, detail } }: { event: AuditEventView }) {
  if (!target) return soft("none");
  const isGone = over.includes(action) || detail.do === "delete";
  if (target.type === "passcode" && target.id && !isGone) {
    return (
      <Link href={`/passcodes/${target.id}`} prefetch={false} className="text-patina hover:underline">
        {target.name}
      </Link>
    );
  }
  if (target.type === "membership" && target.name && !isGone) {
    return (
      <Link
        href={`/users?q=${encodeURIComponent(target.name)}` as Route}
        prefetch={false}
        className="text-patina hover:underline"
      >
        {target.name}
      </Link>
    );
  }
  if (target.type === "account") {
    return (
      <Link href="/settings/project" prefetch={false} className="text-patina hover:underline">
        {target.name}
      </Link>
    );
  }
  return target.name || soft(target.type.replace("_", " "));
}
