"use client";
import Link from "next/link";
import { type FormEvent, useRef, useState } from "react";
import { ConfirmActions } from "@/components/forms/confirm-actions";
import { type Command, useCommand } from "@/components/forms/use-command";
import { Alert } from "@/components/ui/alert";
import { Field } from "@/components/ui/field";
import { TextArea } from "@/components/ui/text-area";
import { invitationsMax } from "@/lib/core/invitation/invitations-max";
import type { InvitedView } from "@/lib/core/invitation/invite-users";
import type { Role } from "@/lib/core/permissions";
import { AddressMistakes } from "./address-mistakes";
import { findMistakes, listMistake, type Mistake, mistakesFrom, splitAddresses, withoutAddresses } from "./addresses";
import { RoleSelect } from "./role-select";
import type { UserHome } from "./user-actions";

type InviteFormProps = {
  invite: Command<{ data: InvitedView[] }>;
  home: UserHome;
  onInvited: (invited: InvitedView[]) => void;
};

/** Addresses, pasted as they are, and one role for all of them. */
export function InviteForm({ invite, home, onInvited }: InviteFormProps) {
  const [role, setRole] = useState<Role>("member");
  const list = useAddresses();
  const { run, isPending, error } = useCommand(invite);
  const { addresses, mistakes, listError } = list;
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!list.check()) return;
    const invitations = addresses.map((email) => ({ email, role }));
    run({ invitations }, { done: ({ data }) => onInvited(data), refused: ({ issues }) => list.refuse(issues) });
  };
  return (
    <form noValidate autoComplete="off" onSubmit={send} className="grid gap-4">
      {error && mistakes.length === 0 && !listError && <Alert wrong>{error}</Alert>}
      <Field
        label="E-mail addresses"
        hint={`${addresses.length} of at most ${invitationsMax}. Commas, spaces, semicolons or lines between them.`}
        error={listError ?? mistakesInWords(mistakes)}
      >
        {(ids) => (
          <TextArea
            ref={list.ref}
            rows={4}
            autoComplete="off"
            spellCheck={false}
            {...ids}
            value={list.text}
            onChange={(event) => list.setText(event.target.value)}
          />
        )}
      </Field>
      <AddressMistakes mistakes={mistakes} onRemove={list.remove} />
      <Field label="Role" hint={<RolesLink />}>
        {({ id }) => <RoleSelect {...{ id, home }} value={role} onChange={setRole} />}
      </Field>
      <ConfirmActions pending={isPending}>
        {addresses.length > 1 ? `Invite ${addresses.length}` : "Invite"}
      </ConfirmActions>
    </form>
  );
}

/** What is typed, and what is wrong with it since it was last sent. */
function useAddresses() {
  const ref = useRef<HTMLTextAreaElement>(null);
  const [text, write] = useState("");
  const [mistakes, setMistakes] = useState<Mistake[]>([]);
  const [listError, setListError] = useState<string>();
  const addresses = splitAddresses(text);
  const find = (list: string[], found: Mistake[]) => {
    const wrong = listMistake(list.length);
    setListError(wrong);
    setMistakes(found);
    if (wrong || found.length > 0) ref.current?.focus();
    return !wrong && found.length === 0;
  };
  const setText = (typed: string) => {
    write(typed);
    setMistakes([]);
    setListError(undefined);
  };
  return {
    ...{ ref, text, setText, addresses, mistakes, listError },
    check: () => find(addresses, findMistakes(addresses)),
    refuse: (issues: Parameters<typeof mistakesFrom>[0]) => find(addresses, mistakesFrom(issues, addresses)),
    remove: (gone: Mistake[]) => {
      setText(
        withoutAddresses(
          addresses,
          gone.map(({ index }) => index),
        ),
      );
      ref.current?.focus();
    },
  };
}

const mistakesInWords = ({ length }: Mistake[]) => {
  if (length === 0) return undefined;
  return length === 1 ? "One address cannot be invited." : `${length} addresses cannot be invited.`;
};

const RolesLink = () => (
  <Link href="/users/roles" target="_blank" className="underline">
    What each role may do
  </Link>
);
