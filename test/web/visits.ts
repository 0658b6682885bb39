import type { Page } from 'playwright-core';
import { follow } from './ready.ts';

export type Role = 'office' | 'head' | 'liaison' | 'leader' | 'discipline' | 'admin';

/** One person's way through the pages, from one that is open. Remembers where each page led to, so that none is opened for its links again. */
export class Walk {
  readonly #links = new Map<string, string[]>();

  constructor(readonly page: Page) {}

  async visit(address: string): Promise<void> {
    await follow(this.page, address);
    const anchors = this.page.locator('main a[href]');
    this.#links.set(address, await anchors.evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? '')));
  }

  /** Where the links of a page lead, in their order. */
  async linksOn(address: string): Promise<string[]> {
    if (!this.#links.has(address)) await this.visit(address);
    return this.#links.get(address) ?? [];
  }
}

/** Finds an address on the page where a link to it stands; null where there is none. */
export type Finder = (walk: Walk) => Promise<string | null>;

export interface Visit {
  name: string;
  to: string | Finder;
  /** What follows the address that was found. */
  rest?: string;
}

/** The address of the first link on `from` that leads to `pattern`. */
function firstLink(from: string, pattern: RegExp): Finder {
  return async (walk) => (await walk.linksOn(from)).find((href) => pattern.test(href)) ?? null;
}

const sheet = firstLink('/items?mine=true&state=open&kind=SHEET', /^\/items\/[^?]+$/);
const item = firstLink('/todo', /^\/items\/[^?]+$/);
const measure = firstLink('/register', /^\/measures\/[^?]+$/);
const plan = firstLink('/plans', /^\/plans\/(?!import|drafts)[^/?]+$/);
const draft = firstLink('/plans', /^\/plans\/drafts\//);

/** The comparison of the draft with the plan that its last step proposes. */
const revision: Finder = async (walk) => {
  const address = await draft(walk);
  return address === null ? null : firstLink(`${address}?step=launch`, /^\/plans\/[^/]+\/revision\//)(walk);
};

/** What was begun for a plan beside its measures' own processes. */
const run: Finder = async (walk) => {
  const address = await plan(walk);
  return address === null ? null : firstLink(address, /^\/processes\//)(walk);
};

const matter = firstLink('/matters', /^\/matters\/(?!new)[^?]+$/);

const planPages: Visit[] = [
  { name: 'plans', to: '/plans' },
  { name: 'plan', to: plan },
  { name: 'register', to: '/register' },
  { name: 'measure', to: measure },
];
const escalationPages: Visit[] = [
  { name: 'escalations', to: '/escalations' },
  { name: 'escalation', to: firstLink('/escalations', /^\/escalations\/[^?]+$/) },
];
const ownPages: Visit[] = [
  { name: 'inbox', to: '/inbox' },
  { name: 'account', to: '/account' },
];

/** What each role opens, in this order. */
export const visits: Record<Role, Visit[]> = {
  office: [
    { name: 'board', to: '/board' },
    { name: 'todo', to: '/todo' },
    { name: 'review', to: item },
    ...planPages,
    { name: 'reporting', to: plan, rest: '/reporting' },
    { name: 'document', to: plan, rest: '/document' },
    { name: 'import', to: '/plans/import' },
    { name: 'matters', to: '/matters' },
    { name: 'matter-new', to: '/matters/new' },
    { name: 'matter', to: matter },
    { name: 'matter-add', to: matter, rest: '/add' },
    { name: 'run', to: run },
    { name: 'measures', to: plan, rest: '/measures' },
    { name: 'not-found', to: '/nowhere' },
    { name: 'draft', to: draft },
    { name: 'draft-measure', to: draft, rest: '?step=measures&m=m1' },
    { name: 'draft-parties', to: draft, rest: '?step=parties' },
    { name: 'draft-rules', to: draft, rest: '?step=rules' },
    { name: 'draft-launch', to: draft, rest: '?step=launch' },
    { name: 'revision', to: revision },
    ...escalationPages,
    { name: 'letters', to: '/letters' },
    { name: 'burden', to: '/burden' },
    { name: 'letter', to: firstLink('/letters', /^\/letters\/[^?]+$/) },
    { name: 'calendar', to: '/calendar' },
    { name: 'mailbox', to: '/mailbox' },
    { name: 'clock', to: '/clock' },
    { name: 'units', to: '/organisation/units' },
    { name: 'unit', to: firstLink('/organisation/units', /^\/organisation\/units\/[^?]+$/) },
    { name: 'delegations', to: '/organisation/delegations' },
    { name: 'leaving', to: firstLink('/organisation/people', /\/leaving$/) },
    { name: 'handover', to: firstLink('/organisation/posts', /^\/handover\//) },
    ...ownPages,
  ],
  head: [
    { name: 'todo', to: '/todo' },
    { name: 'item', to: item },
    { name: 'letters', to: '/letters' },
    ...planPages,
    ...ownPages,
  ],
  liaison: [
    { name: 'todo', to: '/todo' },
    { name: 'done', to: '/items?mine=true&state=done' },
    { name: 'sheet', to: sheet },
  ],
  leader: [
    { name: 'board', to: '/board' },
    { name: 'paper', to: '/board/paper' },
    { name: 'burden', to: '/burden' },
    ...planPages,
    ...escalationPages,
    ...ownPages,
  ],
  discipline: [{ name: 'board', to: '/board' }, ...escalationPages, ...ownPages],
  admin: [
    { name: 'board', to: '/board' },
    ...['units', 'groups', 'names', 'posts', 'people', 'accounts', 'import'].map((part) => ({
      name: `organisation-${part}`,
      to: `/organisation/${part}`,
    })),
    { name: 'calendar', to: '/calendar/2020' },
    { name: 'notice-settings', to: '/noticeSettings' },
    { name: 'triggers', to: '/triggers' },
    { name: 'monitor', to: '/monitor' },
    { name: 'monitor-processes', to: '/monitor/processes' },
    { name: 'monitor-version', to: firstLink('/monitor', /^\/monitor\/processes\?definitionId=/) },
    { name: 'monitor-process', to: firstLink('/monitor/processes', /^\/monitor\/processes\//) },
    { name: 'ladders', to: '/ladders' },
    { name: 'channels', to: '/channels' },
    { name: 'channel', to: firstLink('/channels', /^\/channels\/[^?]+$/) },
    { name: 'letterTemplates', to: '/letterTemplates' },
    { name: 'definitions', to: '/definitions' },
    { name: 'rehearse', to: '/rehearse' },
    { name: 'definition', to: firstLink('/definitions', /^\/definitions\/[^?]+$/) },
    { name: 'definition-move', to: firstLink('/definitions', /^\/definitions\/[^?]+$/), rest: '/move' },
    ...ownPages,
  ],
};
