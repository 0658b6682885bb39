import { defineConfig } from 'prisma/config';

/**
 * For the Prisma command line only (generate, validate, studio). The running programs take the address of the
 * database from config.ts.
 */
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://unset.invalid/duban' },
});
