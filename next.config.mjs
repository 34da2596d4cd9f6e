/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: true,
  devIndicators: false,
  serverExternalPackages: ["@node-rs/argon2", "pg", "pino"],
  experimental: { typedEnv: false },
};
