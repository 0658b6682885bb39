/** Cycles are the linter's matter, unknown modules the compiler's. Who may import whom: the arrows between the folders. Each folder lists the only ones that it may reach. */
const ARROWS = {
  domain: [],
  importer: ['domain'],
  prisma: ['domain', 'config', 'startFaults'],
  workflows: ['domain', 'activities'],
  activities: ['domain', 'prisma', 'workflows/(messages|index)', 'config', 'startFaults'],
  api: ['domain', 'importer', 'prisma', 'workflows/(messages|index)', 'config', 'startFaults'],
  web: ['domain', 'api/.*[sS]chema'],
};

const literal = (text) => text.replace('/', '\\/');

const arrows = Object.entries(ARROWS).map(([folder, allowed]) => ({
  name: `${folder} may import ${allowed.length > 0 ? allowed.join(', ') : 'nothing else'}`,
  severity: 'error',
  from: { path: `^${folder}/` },
  to: {
    pathNot: [`^${folder}/`, 'node_modules', '^package\\.json$', ...allowed.map((one) => `^${literal(one)}(/|\\.|$)`)],
    dependencyTypesNot: ['core'],
  },
}));

module.exports = {
  forbidden: [
    ...arrows,
    {
      name: 'domain is pure: no package with I/O, no Node module',
      severity: 'error',
      from: { path: '^domain/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'only activities/mail knows nodemailer',
      severity: 'error',
      from: { pathNot: '^(activities/mail|test)/' },
      to: { path: 'node_modules/nodemailer' },
    },
    {
      name: 'only prisma talks to the database client',
      severity: 'error',
      from: { pathNot: '^(prisma|test)/' },
      to: { path: ['node_modules/@prisma', '^prisma/generated'] },
    },
    {
      name: 'production code does not import tests, demonstration or the embedded parts',
      severity: 'error',
      from: { path: '^(domain|importer|prisma|workflows|activities|api|web)/' },
      to: { path: '^(test|demo|embedded|bench)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/|^web/public' },
    tsPreCompilationDeps: true,
    parser: 'swc',
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
