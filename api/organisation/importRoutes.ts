import { addToOrganisation, readOrganisationFacts } from '../../prisma/repositories/organisationImport.ts';
import { hashPassword, temporaryPassword } from '../account/passwords.ts';
import { type Call, type RouteDefinition, route } from '../http/route.ts';
import { missingFile } from '../http/upload.ts';
import { administratorOnly } from '../policies/index.ts';
import type { z } from '../zod.ts';
import { planImport } from './importPlan.ts';
import {
  type OrganisationImportAnswer,
  organisationImportAnswer,
  organisationImportBody,
  organisationImportQuery,
} from './schema.ts';
import { readSheet } from './sheet.ts';

export const importRoutes: RouteDefinition[] = [
  route({
    method: 'post',
    path: '/organisation/import',
    tag: 'organisation',
    summary: { zh: '批量导入单位、岗位、人员和账号', en: 'Import units, posts, people and accounts' },
    policy: administratorOnly,
    upload: true,
    query: organisationImportQuery,
    body: organisationImportBody,
    answer: organisationImportAnswer,
    handle: importOrganisation,
  }),
];

type ImportCall = Call<undefined, z.output<typeof organisationImportQuery>, z.output<typeof organisationImportBody>>;

async function importOrganisation({ deps, actor, query, body, file }: ImportCall): Promise<OrganisationImportAnswer> {
  const rows = file ? await readSheet(file.bytes) : body.rows;
  if (!rows) throw missingFile();
  const { additions, errors } = planImport(rows, await readOrganisationFacts(deps.db, actor), actor.businessDay);
  const write = errors.length === 0 && !query.dryRun;
  const accounts = write
    ? additions.accounts.map(({ username }) => ({ username, temporaryPassword: temporaryPassword() }))
    : [];
  if (write) {
    const hashes = new Map<string, string>();
    for (const { username, temporaryPassword: password } of accounts)
      hashes.set(username, await hashPassword(password));
    await addToOrganisation(deps.db, actor, additions, hashes);
  }
  const { units, posts, people } = additions;
  return {
    created: {
      units: units.length,
      posts: posts.length,
      people: people.length,
      accounts: additions.accounts.length,
    },
    accounts,
    errors,
  };
}
