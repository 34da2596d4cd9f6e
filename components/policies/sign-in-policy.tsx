"use client";
import { useWatch } from "react-hook-form";
import { PageSection } from "@/components/shell/page-section";
import { Alert } from "@/components/ui/alert";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { PolicyReach } from "./policy-form";
import { PolicySwitch } from "./policy-switch";
import { switchWords } from "./policy-words";
import type { PolicyFormApi } from "./use-policy";

type SignInPolicyProps = {
  form: PolicyFormApi /** Whether TOTP is required already. */;
  isOn: boolean;
  reach: PolicyReach;
};

/** What people have to show of themselves. */
export function SignInPolicy({ form, isOn, reach }: SignInPolicyProps) {
  const [wantsTotp, wantsDigest] = useWatch({ control: form.control, name: ["totp_required", "digest_login"] });
  const error = form.formState.errors.password_max_age_days?.message;
  return (
    <PageSection heading="Signing in">
      <PolicySwitch form={form} field="totp_required" {...switchWords.totp_required} />
      {wantsTotp && !isOn && <WhoIsHeld {...reach} />}
      <Field
        label="Oldest password, in days"
        hint="Who has an older one changes it before anything else; empty for no limit. A limit makes people choose weaker ones: most do without."
        error={error}
      >
        {(ids) => (
          <Input inputMode="numeric" className="max-w-32" {...ids} {...form.register("password_max_age_days")} />
        )}
      </Field>
      <PolicySwitch form={form} field="digest_login" {...switchWords.digest_login} />
      {wantsDigest && (
        <Alert wrong>
          Whoever reads such a digest once, in a log or a configuration, signs in with it until the password changes.
          Leave it off unless an old client knows nothing else.
        </Alert>
      )}
    </PageSection>
  );
}

function WhoIsHeld({ withoutTotp, hasTotp }: PolicyReach) {
  if (withoutTotp === 0) return <Alert>Every active user has TOTP already.</Alert>;
  return (
    <Alert wrong>
      {withoutTotp === 1 ? "One active user has" : `${withoutTotp} active users have`} no TOTP and can do nothing else
      until it is enrolled.
      {!hasTotp && " You are among them: your next page is your own enrolment."}
    </Alert>
  );
}
