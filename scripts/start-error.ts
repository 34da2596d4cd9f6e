/** The start cannot go on; the message is one clear line for the operator and holds no secret. */
export class StartError extends Error {}
