import { z } from "zod";
import { invitedView } from "@/lib/core/invitation/invite-users";
import { userPasscodeView, userView } from "@/lib/core/user/user-view";
import { pageOf } from "./documentation";

const passcodeExample = {
  id: "6f0d2b1e-52a7-4b1c-9d3e-8a7b6c5d4e3f",
  status: "active" as const,
  hint: "ww…k3Vd",
  expires_at: "2027-02-20T08:00:00.000Z",
  created_at: "2026-11-22T08:00:00.000Z",
  created_by: "CI",
  last_used_at: null,
  version: 1,
};

const userExample = {
  id: "2b7c9d1e-0f3a-4c5b-8d6e-7f8091a2b3c4",
  org_user_id: 42,
  name: "Grace Harbour",
  email: "grace@harbour.test",
  role: "member" as const,
  status: "active" as const,
  has_totp: true,
  created_at: "2026-11-20T08:00:00.000Z",
  last_sign_in_at: "2026-11-22T07:30:00.000Z",
  invitation_expires_at: null,
  passcode: passcodeExample,
};

export const userPasscode = userPasscodeView.meta({ id: "UserPasscode", examples: [passcodeExample] });

export const user = userView
  .extend({ passcode: userPasscode.nullable().describe("The live one, or the last one that was revoked") })
  .meta({ id: "User", examples: [userExample] });

export const userPage = pageOf(user).meta({ examples: [{ data: [userExample], next_cursor: null }] });

export const invited = z.object({ data: z.array(invitedView) }).meta({
  id: "Invited",
  examples: [
    {
      data: [
        {
          id: userExample.id,
          email: userExample.email,
          role: userExample.role,
          status: "invited",
          link: "https://watchword.example.com/join#wwiv_…",
        },
      ],
    },
  ],
});
