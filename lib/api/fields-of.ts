/** The fields of a body or of a query, which is checked by the core; of what is no object there are none. */
export const fieldsOf = (given: unknown): Record<string, unknown> =>
  typeof given === "object" && given !== null && !Array.isArray(given) ? (given as Record<string, unknown>) : {};
