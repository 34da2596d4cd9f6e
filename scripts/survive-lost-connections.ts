/**
 * The last resort: a database connection that ends where nobody listens does not end the process (DESIGN 4.4); any
 * other error that nobody caught does.
 * @param onFatal is told of the others
 */
export function surviveLostConnections(onFatal: (error: unknown) => void): void {
  const handle = (error: unknown) => {
    if (!isLostConnection(error)) return onFatal(error);
    const { message } = error as Error;
    console.log(
      JSON.stringify({ level: 40, time: Date.now(), reason: message, msg: "a database connection was lost" }),
    );
  };
  process.on("uncaughtException", handle).on("unhandledRejection", handle);
}

/** pg's own words, the classes 08 and 57P of SQLSTATE, and the codes of a socket that broke. */
export function isLostConnection(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code = "" } = error as NodeJS.ErrnoException;
  if (/^(08[0-9A-Z]{3}|57P0[0-9]|ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT)$/.test(code)) return true;
  return /^Connection terminated|^timeout exceeded when trying to connect/.test(error.message);
}
