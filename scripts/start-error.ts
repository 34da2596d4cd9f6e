/** The start cannot go on; the message is one clear line for the operator and holds no secret. */
export class StartError extends Error {}

/** The start cannot go on, and the worker that found out has told the operator why. */
export class WorkerFailed extends Error {}
