"use client";
import { createContext, useContext } from "react";
import type { UserActions, UserHome } from "./user-actions";
import type { OpenUserDialog } from "./user-dialogs";

export type UsersAround = { actions: UserActions; home: UserHome; open: (dialog: OpenUserDialog) => void };

const UsersContext = createContext<UsersAround | null>(null);

/** What is around the table's cells: by it the columns stay the same when the page is read anew, and an open menu stays open. */
export const UsersProvider = UsersContext.Provider;

export function useUsersAround(): UsersAround {
  const around = useContext(UsersContext);
  if (!around) throw new Error("a user's cell stands outside of the users' table");
  return around;
}
