import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { pdfOf } from '../support/documentFiles.ts';
import { browsePages, signIn } from '../web/browsePages.ts';
import { launchChromium } from '../web/chromium.ts';
import { open, PATIENCE_MS } from '../web/ready.ts';
import * as acts from './acts.ts';
import { type Rehearsal, startRehearsal } from './rehearsal.ts';

const MINUTE = 60_000;
const DEMO_PLAN = join(import.meta.dirname, '../../demo/plan.txt');
/** Mid-year reporting is open, and whoever never signed for anything has climbed the ladder to 督办. */
const DAY = '2020-06-02';

let rehearsal: Rehearsal;
let head: string;
let liaison: string;
/** Somebody with items whose address is not known when the clock is moved. */
let unreached: { id: string; name: string; email: string };

async function importDraft(): Promise<void> {
  const office = await rehearsal.as('office');
  const form = new FormData();
  form.append('text', readFileSync(DEMO_PLAN, 'utf8'));
  await office('POST', '/plans/import', form);
}

/** A matter, a process for a plan, and a channel: what has pages of its own only once somebody has made it. */
async function beginSome(): Promise<void> {
  const [office, admin] = [await rehearsal.as('office'), await rehearsal.as('admin')];
  const { items: startable } = (await office('GET', '/processes/startable')) as { items: { versionId: string }[] };
  const { items: plans } = (await office('GET', '/plans')) as { items: { id: string }[] };
  const { items: units } = (await office('GET', '/units')) as { items: { id: string }[] };
  const versionId = startable[0]?.versionId;
  const answers = units.slice(0, 1).map(({ id }) => ({ unitId: id, role: 'RESPONSIBLE' }));
  await office('POST', '/matters', { title: '巡察反馈问题整改', purpose: '巡察组反馈意见', versionId, units: answers });
  await office('POST', '/processes', { planId: plans[0]?.id, versionId, note: '年中督查发现问题' });
  await admin('POST', '/channels', {
    ...{ kind: 'DINGTALK', name: '督查群', language: 'zh', wholeCounty: true, unitIds: [], groupIds: [], sms: null },
    address: 'https://oapi.dingtalk.com/robot/send?access_token=example',
  });
}

interface Held {
  kind: string;
  unit: { name: string } | null;
}

/** Takes the address of a unit's liaison officer away. */
async function loseAddress(unit: string): Promise<void> {
  const admin = await rehearsal.as('admin');
  const { items } = (await admin('GET', '/people?limit=200')) as {
    items: { id: string; name: string; email: string | null; posts: Held[] }[];
  };
  const found = items.find(({ posts }) => posts.some((post) => post.kind === 'LIAISON' && post.unit?.name === unit));
  if (!found?.email) throw new Error(`${unit} has no liaison officer with an address`);
  unreached = { id: found.id, name: found.name, email: found.email };
  await admin('PATCH', `/people/${found.id}`, { email: null });
}

/** User names of one unit that answers for a measure: its head and its liaison officer. */
async function accountsOf(unit: string): Promise<void> {
  const office = await rehearsal.as('office');
  const { items } = (await office('GET', '/demo/accounts?limit=200')) as {
    items: { username: string; role: string; unit: string | null }[];
  };
  const find = (role: string) => items.find((account) => account.unit === unit && account.role === role)?.username;
  head = find('UNIT_HEAD') ?? '';
  liaison = find('LIAISON') ?? '';
}

beforeAll(async () => {
  rehearsal = await startRehearsal();
  await accountsOf('县教育局');
  await importDraft();
  await beginSome();
  await loseAddress('县财政局');
  const office = await rehearsal.as('office');
  await office('PUT', '/clock', { businessDate: DAY });
}, 8 * MINUTE);

afterAll(async () => {
  await rehearsal?.stop();
}, 3 * MINUTE);

describe('the pages in a browser', () => {
  /** Each role once in `npm test`; everybody in both languages and widths in `npm run test:full`. */
  const full = process.env.TEST_FULL === '1';

  it(
    'are whole, accessible and fit the window: Chinese, wide',
    async () => {
      const accounts = { head, leader: 'leader1', discipline: 'discipline', admin: 'admin' };
      const report = await browsePages({
        ...rehearsal,
        accounts: full ? { ...accounts, office: 'office', liaison } : accounts,
        languages: ['zh'],
        widths: [1440],
      });
      expect(report.faults).toEqual([]);
      expect(report.visited).toEqual(
        expect.arrayContaining(['head zh 1440 measure', 'leader zh 1440 escalation', 'admin zh 1440 channel']),
      );
    },
    15 * MINUTE,
  );

  it(
    'are whole, accessible and fit the window: English, as narrow as a telephone',
    async () => {
      const accounts = { office: 'office', liaison };
      const report = await browsePages({
        ...rehearsal,
        accounts: full ? { ...accounts, head, leader: 'leader1', discipline: 'discipline', admin: 'admin' } : accounts,
        languages: ['en'],
        widths: [390],
      });
      expect(report.faults).toEqual([]);
      const seen = ['escalation', 'draft-measure', 'matter-add', 'run'].map((name) => `office en 390 ${name}`);
      expect(report.visited).toEqual(expect.arrayContaining([...seen, 'liaison en 390 sheet']));
    },
    15 * MINUTE,
  );
});

describe('what people do on the pages', () => {
  const report = '上半年义务教育巩固率97.2%，劝返学生6人。';
  let browser: Browser;
  const windows: BrowserContext[] = [];

  beforeAll(async () => {
    browser = await launchChromium();
  }, 3 * MINUTE);
  // A page that stays open goes on asking for what is new.
  afterEach(async () => {
    for (const context of windows.splice(0)) await context.close();
  }, MINUTE);
  afterAll(() => browser?.close(), MINUTE);

  async function as(username: string, password = rehearsal.password): Promise<Page> {
    const context = await browser.newContext({ baseURL: rehearsal.baseUrl, viewport: { width: 1440, height: 900 } });
    windows.push(context);
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    await signIn(page, username, password);
    return page;
  }

  it(
    'a period’s sheet keeps what was typed over a reload, goes to the head, and from there to the office’s review',
    async () => {
      const clerk = await as(liaison);
      await clerk.locator('.quick a').first().click();
      const text = clerk.locator('.sheet-row textarea').first();
      await text.fill(report);
      await clerk.reload();
      await text.waitFor();
      expect(await text.inputValue()).toBe(report);
      await clerk.getByRole('button', { name: '送主要负责人审签' }).click();
      await clerk.getByRole('button', { name: '撤回修改' }).waitFor();

      const chief = await as(head);
      await chief.locator('.quick a').first().click();
      await chief.locator('.sheet-row textarea').first().waitFor();
      expect(await chief.locator('.sheet-row textarea').first().inputValue()).toBe(report);
      await chief.getByRole('button', { name: '审签并一次报送' }).click();
      await chief.waitForURL('**/todo');

      const office = await as('office');
      const review = office.locator('main table tbody a', { hasText: '审核' });
      const reviews = '/items?mine=true&state=open&kind=REVIEW';
      await open(office, reviews);
      for (let tries = 0; tries < 120 && (await review.count()) === 0; tries += 1) {
        await office.waitForTimeout(500);
        await open(office, reviews);
      }
      await review.first().click();
      await office.getByText(report).first().waitFor();
      expect(await office.getByRole('button', { name: '退回', exact: true }).isDisabled()).toBe(true);
      await office.getByRole('button', { name: '通过，看下一件' }).click();
      await office.waitForURL('**/todo');
    },
    8 * MINUTE,
  );

  it(
    'the office signs orders, pauses a measure and resumes it, and arranges a clause',
    async () => {
      const office = await as('office');
      const numbers = await acts.signAll(office);
      expect(numbers.length).toBeGreaterThan(1);
      expect(new Set(numbers).size).toBe(numbers.length);
      await acts.pauseAndResume(office, '稳固教育保障');
      await acts.arrangeClause(office, '由督查室每半年通报一次');
    },
    8 * MINUTE,
  );

  it(
    'the office orders to put right, the unit receives the letter and objects, the leader lifts it',
    async () => {
      const api = await rehearsal.as('office');
      const { items } = (await api('GET', '/work-items?kind=COMPLETE&state=open&limit=200')) as {
        items: { id: string; unit: { name: string } | null }[];
      };
      const item = items.find(({ unit }) => unit?.name === '县教育局')?.id ?? '';
      const letter = await acts.orderToPutRight(await as('office'), item, '请逐项列出问题清单。');
      const unit = await as(head);
      await acts.receiveAndObject(unit, letter, '上月已整改完毕');
      const { items: objections } = (await api('GET', '/objections?state=OPEN')) as { items: { itemId: string }[] };
      const decides = (await api('GET', `/work-items/${objections[0]?.itemId}`)) as {
        holder: { post: { holder: { name: string } } };
      };
      const { items: accounts } = (await api('GET', '/demo/accounts?limit=200')) as {
        items: { username: string; person: string }[];
      };
      const decider = accounts.find(({ person }) => person === decides.holder.post.holder.name)?.username ?? '';
      await acts.reconsider(await as(decider), objections[0]?.itemId ?? '', '撤销', '经核实已整改');
      await open(unit, letter);
      await unit.getByText('经复核撤销：经核实已整改').waitFor();
      expect(await unit.getByRole('link', { name: '去回复' }).count()).toBe(0);
    },
    8 * MINUTE,
  );

  it(
    'administrators add a unit and a post, upload people, who sign in and change their password',
    async () => {
      const admin = await as('admin');
      await acts.addUnitAndPost(admin, '县数据局', '县数据局局长');
      const said = await acts.uploadPeople(admin, [
        ['县数据局', '部门', '联络员', '联络员', '温如言', 'wen@duban.example', 'wenruyan'],
      ]);
      expect(said).toContain('人员 1、账号 1');
      const password = ((await admin.locator('.passwords').textContent()) ?? '').split('\t')[1] ?? '';
      const token = await acts.makeToken(admin, '台账导出');
      const bearer = { headers: { authorization: `Bearer ${token}` } };
      expect((await fetch(`${rehearsal.baseUrl}/api/units`, bearer)).status).toBe(200);
      const newcomer = await as('wenruyan', password);
      await acts.changePassword(newcomer, password, '新的密码一二三四五六');
      await as('wenruyan', '新的密码一二三四五六');
    },
    8 * MINUTE,
  );

  it(
    'an administrator finds a workflow in Temporal, mends an address and has what did not arrive sent again, as one mail',
    async () => {
      const admin = await rehearsal.as('admin');
      const { id, name, email } = unreached;
      const page = await as('admin');
      const workflow = await acts.temporalPage(page);
      expect(workflow).toMatch(/\/namespaces\/default\/workflows\/[^/]+$/);
      expect((await fetch(workflow)).status).toBe(200);
      await acts.resendMails(page, name, () => admin('PATCH', `/people/${id}`, { email }));
      const { items } = (await admin('GET', `/mailbox?to=${email}`)) as { items: { to: string[] }[] };
      expect(items.map(({ to }) => to)).toEqual([[email]]);
    },
    4 * MINUTE,
  );

  it(
    'leaders approve one talk and refuse another, the office holds a copy; the clock is moved on its page',
    async () => {
      const office = await as('office');
      for (const day of ['2020-07-02', '2020-07-20']) {
        await acts.moveClock(office, day);
      }
      const leader = await as('leader1');
      const drafted = '/escalations?rung=TALK&state=DRAFTED';
      await acts.decide(leader, drafted, '批准', '多次催办未报，同意约谈');
      await acts.decide(leader, drafted, '不批准', '并入上一次约谈');
      await acts.decide(office, '/escalations?rung=COPY&state=LISTED', '暂缓', '单位已说明情况');
      // What is long overdue says so in more words, which have to fit as well.
      const late = { ...rehearsal, accounts: { liaison, head }, languages: ['en' as const], widths: [390] };
      expect((await browsePages(late)).faults).toEqual([]);
    },
    15 * MINUTE,
  );

  it(
    'a document is imported from a PDF, and a text of doubtful encoding is shown before',
    async () => {
      const office = await as('office');
      const big5 = iconv.encode('雲嶺縣修路方案\n一、把縣道和村道修好，讓群眾出行方便。\n'.repeat(5), 'big5');
      const [found, other] = await acts.previewText(office, big5, 'GB18030');
      expect(found).toContain('雲嶺縣修路方案');
      expect(other).not.toContain('雲嶺縣修路方案');
      await acts.importFile(office, '方案.pdf', await pdfOf(readFileSync(DEMO_PLAN, 'utf8')));
      await office.getByText('青禾县稳固脱贫成果实施方案').first().waitFor();
    },
    8 * MINUTE,
  );
});
