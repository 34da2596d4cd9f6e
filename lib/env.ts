import path from "node:path";
import { z } from "zod";

/** A whole number written out in digits, as settings are. */
const digits = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, "must be a whole number")
    .transform(Number)
    .pipe(z.number().min(min, `must be at least ${min}`).max(max, `must be at most ${max}`));

const origin = z.string().transform((value, context) => {
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url && /^https?:$/.test(url.protocol) && url.pathname === "/" && !url.search && !url.hash && !url.username) {
    return url.origin;
  }
  context.addIssue({
    code: "custom",
    message: "must be an http(s) address without a path, like https://watchword.example",
  });
  return z.NEVER;
});

const regionHosts = z
  .string()
  .default("")
  .transform((list, context) => {
    const pairs = list.split(/[\s,]+/).filter(Boolean);
    const hosts = pairs.map((pair) => pair.match(/^(in1|sg1|us1|aps3|mec1|eu1)=(https?:\/\/[^/?#@]+)$/));
    if (hosts.every((match) => match !== null)) {
      return Object.fromEntries(hosts.map((match) => [match?.[1], match?.[2]])) as Record<string, string | undefined>;
    }
    context.addIssue({
      code: "custom",
      message: "must be a list like eu1=https://eu1.api.example,in1=https://in1.api.example",
    });
    return z.NEVER;
  });

const postgresUrl = z.string().regex(/^postgres(ql)?:\/\//, "must start with postgresql://");

const smtpUrl = z.string().transform((value, context) => {
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url && /^smtps?:$/.test(url.protocol) && url.hostname) return url.href;
  // The message shows no value: the address holds a password.
  context.addIssue({ code: "custom", message: "must be an address like smtp://user:password@mail.example:587" });
  return z.NEVER;
});

const mailbox = z
  .string()
  .regex(
    /^(?:[^<>@\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/,
    "must be an address like Watchword <watchword@acme.example>",
  );

/** An empty setting is one that is not set. */
const unset = <T extends z.ZodType>(schema: T) => z.preprocess((value) => (value === "" ? undefined : value), schema);

const schema = z
  .object({
    NODE_ENV: unset(z.enum(["development", "production", "test"]).default("production")),
    PORT: unset(digits(1, 65_535).default(3000)),
    SERVE: unset(z.enum(["all", "api", "console"]).default("all")),
    WORKERS: unset(digits(0, 64).default(0)),
    DATA_DIR: unset(
      z
        .string()
        .default(".data")
        .transform((directory) => path.resolve(directory)),
    ),
    PUBLIC_URL: unset(origin.optional()),
    REGION_HOSTS: unset(regionHosts),
    DATABASE_URL: unset(postgresUrl.optional()),
    /** Past a pooler that hands connections round. */
    LISTEN_DATABASE_URL: unset(postgresUrl.optional()),
    /** Credentials that a process remembers; about half a kilobyte each. */
    CACHE_ENTRIES_MAX: unset(digits(1, 10_000_000).default(1_000_000)),
    METRICS_TOKEN: unset(z.string().min(16, "must have at least 16 characters").optional()),
    SMTP_URL: unset(smtpUrl.optional()),
    MAIL_FROM: unset(mailbox.optional()),
    MAIL_PREVIEW: unset(z.enum(["on", "off"]).default("off")),
    LOG_LEVEL: unset(z.enum(["debug", "info", "warn", "error", "silent"]).default("info")),
    SAMPLE_UPSTREAM: unset(z.enum(["on", "off"]).default("on")),
    LOGIN_FAILURES_MAX: unset(digits(1, 1000).default(10)),
    LOGIN_FAILURES_PER_ADDRESS_MAX: unset(digits(1, 100_000).default(100)),
    TRUSTED_PROXIES: unset(
      z
        .string()
        .default("")
        .transform((list) => list.split(/[\s,]+/).filter(Boolean)),
    ),
    ACCOUNT_CREATION: unset(z.enum(["operator", "admins"]).default("operator")),
    PEPPER_KEYS: unset(z.string().optional()),
    VAULT_KEYS: unset(z.string().optional()),
    SIGNING_KEYS: unset(z.string().optional()),
    SESSION_SECRET: unset(z.string().min(32, "must have at least 32 characters").optional()),
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: unset(z.string().optional()),
  })
  .transform(({ PUBLIC_URL, ...rest }) => ({
    ...rest,
    MAIL_FROM: rest.MAIL_FROM ?? `Watchword <watchword@${new URL(PUBLIC_URL ?? "http://localhost").hostname}>`,
    PUBLIC_URL: PUBLIC_URL ?? `http://localhost:${rest.PORT}`,
    /** The address was chosen by the operator, so no other one is right. */
    publicUrlIsSet: PUBLIC_URL !== undefined,
  }));

export type Env = z.output<typeof schema>;

/** Mistakes in the settings, one line each: `PORT must be a whole number`. */
export class SettingsError extends Error {}

/** @throws SettingsError naming every setting that is wrong, a line each. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const parsed = schema.safeParse(source);
  if (parsed.success) return parsed.data;
  throw new SettingsError(parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`).join("\n"));
}

let cached: Env | undefined;

/** The settings of this process, read once. */
export function env(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}
