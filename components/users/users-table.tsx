"use client";
import { useMemo } from "react";
import { DataTable, type DataTableProps } from "@/components/data-table/data-table";
import { FilterSelect } from "@/components/data-table/filter-select";
import type { TableView } from "@/components/data-table/table-view";
import { useTableAddress } from "@/components/data-table/use-table-address";
import { Button } from "@/components/ui/button";
import type { UserView } from "@/lib/core/user/user-view";
import { userColumns } from "./user-columns";
import { passcodeOptions, roleOptions, statusOptions } from "./user-states";
import { usersShape } from "./users-view";

type UsersTableProps = Pick<DataTableProps<UserView>, "data" | "selection"> & {
  matchingCount: number;
  view: TableView;
  mayChange: boolean;
};

const nameOf = ({ name }: UserView) => name;
const idOf = ({ id }: UserView) => id;
const filters = [
  { name: "status", label: "Status", options: statusOptions },
  { name: "role", label: "Role", options: roleOptions },
  { name: "passcode", label: "Passcode", options: passcodeOptions },
] as const;

/** The users that the address asks for. */
export function UsersTable({ data, selection, matchingCount, view, mayChange }: UsersTableProps) {
  const address = useTableAddress(view, usersShape);
  const columns = useMemo(() => userColumns(mayChange), [mayChange]);
  const { filters: chosen } = address.view;
  return (
    <DataTable
      caption="Users"
      {...{ columns, data, address, selection }}
      rowCount={matchingCount}
      rowId={idOf}
      rowName={nameOf}
      searchLabel="Search users"
      csvHref={`/users.csv${address.search}`}
      filters={filters.map(({ name, label, options }) => (
        <FilterSelect
          key={name}
          {...{ label, options }}
          value={chosen[name]}
          onChange={(value) => address.narrow({ [name]: value })}
        />
      ))}
      empty={
        <span className="inline-grid justify-items-center gap-3">
          {view.q ? `Nobody here has “${view.q}” in name or e-mail.` : "Nobody here fits these filters."}
          <Button onClick={address.showAll}>Show all</Button>
        </span>
      }
    />
  );
}
