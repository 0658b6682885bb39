import type { UserMessage } from '../../domain/errors.ts';
import { listDemoAccounts, readInstallation } from '../../prisma/repositories/accounts.ts';
import type { AppDeps } from '../deps.ts';
import { type RouteDefinition, route } from '../http/route.ts';
import { anyone } from '../policies/index.ts';
import { version } from '../version.ts';
import { type DemoAccount, publicInfo } from './schema.ts';

export const publicRoutes: RouteDefinition[] = [
  route({
    method: 'get',
    path: '/public',
    tag: 'session',
    summary: { zh: '登录页信息', en: 'What the sign-in page shows' } satisfies UserMessage,
    policy: anyone,
    answer: publicInfo,
    handle: async ({ deps }) => {
      const { mode, county } = await readInstallation(deps.db);
      return {
        mode,
        county: county && { name: county.name, fictional: county.fictional },
        ...(mode === 'rehearsal' ? { demoAccounts: await demoAccounts(deps) } : {}),
        version,
      };
    },
  }),
];

export async function demoAccounts({ db }: AppDeps): Promise<DemoAccount[]> {
  const accounts = await listDemoAccounts(db);
  return accounts.map(({ username, role, unit, person }) => ({ username, role: role ?? '', unit, person }));
}
