import { randomUUID } from "node:crypto";
import fastify, { type FastifyBaseLogger, LogController } from "fastify";
import { validatorCompiler, type ZodTypeProvider } from "fastify-type-provider-zod";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import type { Api } from "./api";
import { atEndOfTurn } from "./at-end-of-turn";
import { countedDecide, countUses } from "./decide";
import { registerAccessDialect } from "./dialects/access";
import { registerBasicDialect } from "./dialects/basic";
import { registerPasscodeDialect } from "./dialects/passcode";
import { registerPrivateTokens } from "./dialects/private-tokens";
import { registerSessionDialect } from "./dialects/session";
import { registerSessionKeys } from "./dialects/session-keys";
import { registerTemporaryDialect } from "./dialects/temporary";
import { registerTemporaryKey } from "./dialects/temporary-key";
import { fastLane } from "./fast-lane";
import { cutForwardedPath, registerForwardAuth } from "./forward-auth";
import { registerHealth } from "./health";
import { registerIntrospection } from "./introspect";
import { acceptJsonOnly } from "./json-body";
import { registerJwks } from "./jwks";
import { registerManagement } from "./management/register-management";
import { registerMetrics } from "./metrics";
import { collectOpenApi, registerOpenApi } from "./openapi";
import { registerOwnPasscode } from "./own-passcode";
import { registerOwnTotp } from "./own-totp";
import { Refusal } from "./refusal";
import { refuse } from "./refuse";
import { refuseOtherMethods } from "./refuse-other-methods";
import { responseRecord } from "./response-record";
import { registerSampleUpstream } from "./sample-upstream";
import { registerSelf } from "./self";
import { setCommonHeaders } from "./set-common-headers";
import { usageBuffer } from "./usage-buffer";
import { startVerifier } from "./verifier/start-verifier";
import type { Verifier } from "./verifier/verifier";
import { registerVerify } from "./verify";
import { decorateVerifying } from "./verifying-key";

const bodyLimitBytes = 1024 * 1024;

/**
 * The API, built and not listening: `routing` answers a request, `inject` tests it, `close` ends its verifier too.
 *
 * @param verifier decides; by default this process's own one (`startVerifier`).
 */
export async function buildApi(verifier: Verifier = startVerifier()): Promise<Api> {
  const app = makeApp(verifier);
  const usage = usageBuffer();
  const countUse = countUses(usage);
  const decide = countedDecide(verifier, countUse);
  app.decorate("fastLane", fastLane(verifier, countUse));
  app.addHook("onClose", () => usage.close());
  await collectOpenApi(app);
  const finish = refuseOtherMethods(app);
  registerPasscodeDialect(app, decide);
  registerSessionDialect(app, decide);
  registerSessionKeys(app, decide);
  registerAccessDialect(app);
  registerPrivateTokens(app, decide);
  registerTemporaryDialect(app, decide);
  registerTemporaryKey(app, decide);
  registerBasicDialect(app, decide);
  registerForwardAuth(app, decide);
  if (env().SAMPLE_UPSTREAM === "on") registerSampleUpstream(app, decide);
  decorateVerifying(app);
  registerVerify(app, decide);
  await registerIntrospection(app, decide);
  registerSelf(app, decide);
  registerOwnPasscode(app, decide);
  registerOwnTotp(app, decide);
  registerManagement(app, decide);
  registerJwks(app);
  registerHealth(app, verifier);
  registerMetrics(app);
  registerOpenApi(app);
  finish();
  return app;
}

/**
 * What is under the API's paths where only the console is served: `/healthz` and `/readyz`, for who balances it.
 *
 * @param verifier only tells whether it could decide; `close` ends it.
 */
export async function buildHealth(verifier: Verifier): Promise<Api> {
  const app = makeApp(verifier);
  app.decorate("fastLane", () => false);
  const finish = refuseOtherMethods(app);
  registerHealth(app, verifier);
  registerMetrics(app);
  finish();
  return app;
}

/** Without routes yet: what every answer has, refusals too. */
function makeApp(verifier: Verifier): Api {
  const app: Api = fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    // A child logger for each request would be made and thrown away unused.
    childLoggerFactory: (logger) => logger,
    genReqId: () => randomUUID(),
    bodyLimit: bodyLimitBytes,
    // While it drains, what is in flight is answered in its family's shape.
    return503OnClosing: false,
    rewriteUrl: (request) => cutForwardedPath(request.url ?? ""),
    frameworkErrors: (error, request, reply) => refuse(error, request, reply),
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  // Answers are typed by their schemas; checking each again would cost more than making it.
  app.setSerializerCompiler(() => JSON.stringify);
  app.setErrorHandler(refuse);
  app.addHook("onRequest", setCommonHeaders);
  // Before anything is read of a body.
  app.addHook("onRequest", (request, _reply, done) =>
    request.is404 ? done(new Refusal("not_found", "There is nothing at this address.")) : done(),
  );
  app.addHook("onSend", (_request, _reply, _payload, done) => atEndOfTurn(() => goOn(done)));
  app.addHook("onResponse", (request, reply, done) => {
    if (reply.statusCode >= 500) log.error(responseRecord(request, reply), "answered");
    else if (log.isLevelEnabled("debug")) log.debug(responseRecord(request, reply), "answered");
    done();
  });
  app.addHook("onClose", () => verifier.close());
  acceptJsonOnly(app);
  return app;
}

/** Lets Fastify write; what it throws then is answered as it would be without the wait, and ends neither the process nor other answers. */
function goOn(done: (error?: Error) => void): void {
  try {
    done();
  } catch (error) {
    done(error as Error);
  }
}
