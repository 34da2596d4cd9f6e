"use client";
import { createContext, useContext } from "react";
import type { TokensHome } from "./token-actions";
import type { OpenTokenDialog } from "./token-dialogs";

export type TokensAround = { home: TokensHome; open: (dialog: OpenTokenDialog) => void };

const TokensContext = createContext<TokensAround | null>(null);

/** What is around the table's cells: by it the columns stay the same when the page is read anew, and an open menu stays open. */
export const TokensProvider = TokensContext.Provider;

export function useTokensAround(): TokensAround {
  const around = useContext(TokensContext);
  if (!around) throw new Error("a token's cell stands outside of the tokens' table");
  return around;
}
