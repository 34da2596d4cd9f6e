import { Alert } from "@/components/ui/alert";

/** In the place of what needs a mail server, where there is none. */
export function NoMailServer() {
  return (
    <Alert>
      This installation sends no mail. Ask its operator for a link: he makes one with{" "}
      <code className="font-mono">watchword user reset-password</code>.
    </Alert>
  );
}
