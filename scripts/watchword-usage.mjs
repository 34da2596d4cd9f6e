/** What the operator's command can do, for --help and for whoever mistyped. */
export const usage = `Usage: npm run -s watchword -- <command> [options]

  account create      --name <name> --email <address> --password-stdin
                      an account and its first administrator, without the set-up link
  user create         --account <id> --email <address> --role admin|manager|member|viewer --password-stdin
                      a member; a known e-mail joins the account and keeps its password
  user reset-totp     --email <address>
                      takes a lost second factor away, in all accounts; all sign-ins of the person end
  user reset-password --email <address>
                      a link by which the person chooses a new password, good for an hour; for where no mail is sent
  service-key create  --account <id> --scopes <scope,…> [--name <name>]
                      a key for a program: passcodes:write, users:write, verify, …; it is shown once

  --password-stdin    read the password from standard input; one newline at its end is dropped
  --json              print one JSON document
  --help              this text

Works on the database of the settings (DATABASE_URL or DATA_DIR), whether or not the server runs.
`;
