"use client";
import Link from "next/link";
import { useState } from "react";
import { ConfirmDialog } from "@/components/forms/confirm-dialog";
import type { DialogProps } from "@/components/forms/dialog-place";
import { RadioChoice } from "@/components/forms/radio-choice";
import type { Command } from "@/components/forms/use-command";
import type { Role } from "@/lib/core/permissions";
import type { UserView } from "@/lib/core/user/user-view";
import { givenRoles } from "./role-select";
import { rightsBeyond } from "./role-words";
import { useUserCommand } from "./use-user-command";
import type { UserHome } from "./user-actions";
import { roleWord } from "./user-states";

type ChangeRoleDialogProps = DialogProps & { user: UserView; update: Command<UserView>; home: UserHome };

/** Another role, and what that adds and takes away. */
export function ChangeRoleDialog({ user, update, home, ...dialog }: ChangeRoleDialogProps) {
  const [role, setRole] = useState<Role>(user.role);
  const { send, ...command } = useUserCommand(update, dialog, { said: `${user.name} is ${roleWord(role)} now` });
  const options = givenRoles(home).map((option) => [option, roleWord(option)] as const);
  return (
    <ConfirmDialog
      heading={`Role of ${user.name}`}
      label="Change role"
      {...command}
      hold={role === user.role}
      onConfirm={() => send({ id: user.id, role })}
      onCloseAutoFocus={dialog.onCloseAutoFocus}
    >
      <RadioChoice legend="Role" {...{ options }} value={role} onChange={setRole} />
      {role === user.role ? (
        <p className="text-ink-soft text-sm">
          {user.name} is {roleWord(role)}.{" "}
          <Link href="/users/roles" className="underline">
            What each role may do
          </Link>
        </p>
      ) : (
        <div className="grid gap-3 text-sm">
          <Rights heading="Will be able to" rights={rightsBeyond(role, user.role)} />
          <Rights heading="Will no longer be able to" rights={rightsBeyond(user.role, role)} />
        </div>
      )}
    </ConfirmDialog>
  );
}

function Rights({ heading, rights }: { heading: string; rights: ReturnType<typeof rightsBeyond> }) {
  if (rights.length === 0) return null;
  return (
    <section className="grid gap-1">
      <h3 className="font-medium">{heading}</h3>
      <dl className="grid gap-1">
        {rights.map(([noun, words]) => (
          <div key={noun} className="border-rule-strong border-l pl-2.5">
            <dt className="text-ink-soft text-xs">{noun}</dt>
            <dd>{words.join(", ")}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
