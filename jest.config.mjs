/** Jest in ESM mode (the generated Prisma client uses import.meta). */
const common = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
          target: 'es2022',
        },
        module: { type: 'es6' },
      },
    ],
  },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.duban/'],
};

/** Folders of test/ whose tests are pure: they start nothing, so they run in a second. */
const PURE = ['domain', 'importer', 'web', 'unit'];

export default {
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: PURE.map((folder) => `<rootDir>/test/${folder}/**/*.test.ts?(x)`),
    },
    {
      ...common,
      displayName: 'parts',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', ...PURE.map((folder) => `<rootDir>/test/${folder}/`)],
      globalSetup: '<rootDir>/test/support/globalSetup.mjs',
      globalTeardown: '<rootDir>/test/support/globalTeardown.mjs',
    },
  ],
  // Generous: a slow machine is no fault. The long random tests at full length take as long as they take.
  testTimeout: process.env.TEST_FULL === '1' ? 60 * 60_000 : 240_000,
  testSequencer: '<rootDir>/test/support/longestFirst.mjs',
  maxWorkers: 2,
};
