/** For a route whose schemas are for the document alone: the core checks what was sent, once. */
export const uncheckedSchemas = { validatorCompiler: () => (value: unknown) => ({ value }) };
