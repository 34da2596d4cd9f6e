import Link from "next/link";
import { Alert } from "@/components/ui/alert";

type NotificationsNoticesProps = {
  hasMailServer: boolean;
  failedCount: number;
  /** The failed ones are what is shown already. */
  showsFailed: boolean;
};

/** What is to be known before the rows: that nothing goes out by mail, that something did not arrive. */
export function NotificationsNotices({ hasMailServer, failedCount, showsFailed }: NotificationsNoticesProps) {
  if (hasMailServer && failedCount === 0) return null;
  return (
    <div className="mb-4 grid gap-2">
      {!hasMailServer && (
        <Alert>
          <strong className="font-medium">This installation sends no mail: this page is the mailbox.</strong> To have it
          sent, the operator sets <code className="font-mono text-xs">SMTP_URL</code>, such as{" "}
          <code className="wrap-anywhere font-mono text-xs">smtps://user:password@mail.example:465</code>, and starts
          Watchword again.
        </Alert>
      )}
      {failedCount > 0 && (
        <Alert wrong>
          {failedCount === 1 ? "One mail has failed" : `${failedCount} mails have failed`}: whoever should have read{" "}
          {failedCount === 1 ? "it" : "them"} was not told.{" "}
          {!showsFailed && (
            <Link href="/notifications?state=failed" className="font-medium underline">
              Show {failedCount === 1 ? "it" : "them"}
            </Link>
          )}
        </Alert>
      )}
    </div>
  );
}
