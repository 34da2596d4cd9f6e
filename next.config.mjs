/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: true,
  devIndicators: false,
  // Next would write the arguments of server actions to the log, passwords among them.
  logging: { serverFunctions: false },
  serverExternalPackages: ["@node-rs/argon2", "@react-email/components", "nodemailer", "pg", "pino"],
  experimental: { typedEnv: false },
  // Nobody is sent a page's title after the page: between the two a tab and a screen reader have none.
  htmlLimitedBots: /.*/,
};
