const byteOrderMark = "\uFEFF";
/** What makes a spreadsheet take a text for a formula, full-width forms too (OWASP, CSV Injection). */
const formula = /^[=+\-@\t\r\n＝＋－＠]/;

/** One line of CSV (RFC 4180). Every cell is quoted; one that a spreadsheet would run is made text by an apostrophe. */
export function csvLine(cells: readonly string[]): string {
  const quoted = cells.map((cell) => `"${(formula.test(cell) ? `'${cell}` : cell).replaceAll('"', '""')}"`);
  return `${quoted.join(",")}\r\n`;
}

/**
 * A table as a file, sent while it is read. It begins with a byte order mark: without it spreadsheets take UTF-8 for something else.
 * @param pages batches of rows, each read when the one before is on its way. The first is read before the answer begins, so that a refusal still has its status.
 */
export async function csvResponse(
  fileName: string,
  header: readonly string[],
  pages: AsyncGenerator<readonly (readonly string[])[], void>,
): Promise<Response> {
  const encoder = new TextEncoder();
  let next = await pages.next();
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(byteOrderMark + csvLine(header))),
    pull: async (controller) => {
      if (next.done) return controller.close();
      controller.enqueue(encoder.encode(next.value.map(csvLine).join("")));
      next = await pages.next();
    },
    cancel: async () => void (await pages.return()),
  });
  return new Response(body, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${fileName}"`,
      "Cache-Control": "no-store",
    },
  });
}
