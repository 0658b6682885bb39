import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { signIn } from '../web/browsePages.ts';
import { launchChromium } from '../web/chromium.ts';
import { open } from '../web/ready.ts';
import { type Rehearsal, startRehearsal } from './rehearsal.ts';

const MINUTE = 60_000;

let rehearsal: Rehearsal;
let browser: Browser;

beforeAll(async () => {
  rehearsal = await startRehearsal();
  browser = await launchChromium();
}, 4 * MINUTE);

afterAll(async () => {
  await browser?.close();
  await rehearsal?.stop();
}, MINUTE);

/** A plan of `count` measures; the first one's deadline is no day, the second one's unit is only like a known one. */
function planOf(count: number): string {
  const measures = Array.from({ length: count }, (_, index) => {
    const unit = index === 1 ? '县教育委员会' : '县财政局';
    const deadline = index === 0 ? '适时' : '2020年底';
    return `${index + 1}．任务${index + 1}。完成第${index + 1}项工作。建立第${index + 1}本台账。\n责任领导：李文\n责任单位：${unit}\n完成时限：${deadline}\n`;
  });
  return `青禾县试验工作实施方案\n\n一、工作措施\n\n${measures.join('\n')}\n`;
}

async function importPlan(count: number): Promise<string> {
  const office = await rehearsal.as('office');
  const form = new FormData();
  form.append('text', planOf(count));
  return ((await office('POST', '/plans/import', form)) as { id: string }).id;
}

async function openDraft(id: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: rehearsal.baseUrl, viewport: { width: 1440, height: 900 } });
  await context.addInitScript(() => window.localStorage.setItem('duban.language', 'zh'));
  const page = await context.newPage();
  page.setDefaultTimeout(2 * MINUTE);
  await signIn(page, 'office', rehearsal.password);
  await open(page, `/plans/drafts/${id}`);
  await page.locator('[data-card]').first().waitFor();
  return page;
}

const card = (page: Page, id: string) => page.locator(`[data-card="${id}"]`);
const saved = (page: Page) => page.locator('nav.tabs [role="status"]', { hasText: '已保存' }).waitFor();

async function stored(id: string) {
  const office = await rehearsal.as('office');
  const draft = (await office('GET', `/plans/drafts/${id}`)) as {
    content: { measures: { id: string; title: string; accepted?: boolean; responsibleUnits: string[] }[] };
    can: { launch: boolean };
  };
  return draft;
}

describe('the review page', () => {
  it(
    'is worked through with the keyboard alone: doubts first, settled where they stand, undone and accepted',
    async () => {
      const id = await importPlan(4);
      const page = await openDraft(id);
      expect(await page.locator('[data-card]').first().getAttribute('data-card')).toBe('m1');

      // Nothing has the focus yet: the page opens for the keyboard.
      await page.keyboard.press('p');
      await page.locator('[data-card="m2"] [data-field="responsibleUnits"]').waitFor();
      await page.waitForFunction(() => document.activeElement?.closest('[data-field]') !== null);
      await page.getByRole('button', { name: '就是县教育局' }).press('Enter');
      await page.getByRole('button', { name: '就是县教育局' }).waitFor({ state: 'detached' });

      await card(page, 'm3').locator('.measure-card-head').focus();
      await page.keyboard.press('x');
      await page.keyboard.press('j');
      await page.keyboard.press('x');
      await page.keyboard.press('m');
      await card(page, 'm4').waitFor({ state: 'detached' });
      await page.keyboard.press('Control+z');
      await card(page, 'm4').waitFor();
      expect(await page.evaluate(() => document.activeElement?.closest('[data-card]')?.getAttribute('data-card'))).toBe(
        'm3',
      );
      await page.keyboard.press('s');
      await page.getByRole('radio').first().waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      await page.waitForFunction(() => document.activeElement?.closest('[data-card="m3"]') !== null);
      await page.keyboard.press('s');
      await page.getByRole('radio').first().waitFor();
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /拆\s*分/ })
        .press('Enter');
      await page.waitForFunction(() => document.querySelectorAll('[data-card]').length === 5);
      await card(page, 'm1').locator('.measure-card-head').focus();
      await page.keyboard.press('a');
      await card(page, 'm1').locator('.accept-button.accepted').waitFor();
      await saved(page);

      const { content, can } = await stored(id);
      expect(content.measures.map((measure) => measure.accepted === true)).toEqual([true, false, false, false, false]);
      expect(content.measures[3]?.title).toContain('第3');
      expect(can.launch).toBe(true);
      await page.keyboard.press('?');
      await page.getByRole('dialog').getByText('下一处疑问').waitFor();
      await page.context().close();
    },
    6 * MINUTE,
  );

  it(
    'keeps what two people write into different measures, and asks about the one that both have written in',
    async () => {
      const id = await importPlan(3);
      const [one, other] = [await openDraft(id), await openDraft(id)];
      const write = async (page: Page, measure: string, title: string) => {
        await card(page, measure).locator('.measure-card-head').click();
        await card(page, measure).locator('[data-field="title"] input').fill(title);
      };
      await write(one, 'm1', '甲改的第一项');
      await saved(one);
      await write(other, 'm2', '乙改的第二项');
      await saved(other);
      await card(other, 'm1').getByText('甲改的第一项').first().waitFor();
      await write(one, 'm2', '甲改的第二项');
      await one.getByText('您和他人同时修改了“乙改的第二项”').waitFor();
      await saved(one);
      expect((await stored(id)).content.measures.map(({ title }) => title)).toEqual(
        expect.arrayContaining(['甲改的第一项', '乙改的第二项']),
      );
      await one.getByRole('button', { name: '改用我的' }).click();
      await card(one, 'm2').getByText('甲改的第二项').first().waitFor();
      await saved(one);
      expect((await stored(id)).content.measures[1]?.title).toBe('甲改的第二项');
      await one.context().close();
      await other.context().close();
    },
    6 * MINUTE,
  );

  it(
    'sets deadline and units for many of 300 measures, and takes typing while all of them are there',
    async () => {
      const id = await importPlan(300);
      const page = await openDraft(id);
      expect(await page.locator('[data-card]').count()).toBe(300);
      // By key: the list may still be moving under a pointer.
      await card(page, 'm150').locator('.measure-card-head').press('Enter');
      const title = card(page, 'm150').locator('[data-field="title"] input');
      await title.fill('');
      const began = Date.now();
      await title.pressSequentially('ten letter');
      process.stdout.write(`typing among 300 measures: ${Math.round((Date.now() - began) / 10)} ms a letter\n`);
      expect(await title.inputValue()).toBe('ten letter');
      await page.getByRole('button', { name: '全选' }).click();
      await page.getByRole('button', { name: '批量设置' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('单位', { exact: true }).fill('县审计局');
      await dialog.getByLabel('单位', { exact: true }).press('Enter');
      await dialog.getByRole('button', { name: /应\s*用/ }).click();
      await saved(page);
      const { content } = await stored(id);
      expect(content.measures.every(({ responsibleUnits }) => responsibleUnits.includes('县审计局'))).toBe(true);
      await page.context().close();
    },
    6 * MINUTE,
  );
});

describe('a new version of a running plan’s document', () => {
  it(
    'is compared on the pages, and only what stays ticked is taken over',
    async () => {
      const plan = readFileSync(join(import.meta.dirname, '../../demo/plan.txt'), 'utf8');
      const at = plan.indexOf('稳固教育保障');
      const deadline = /完成时限[：:]\s*2020\s*年底/;
      const later = plan.slice(at).replace(deadline, '完成时限：2021年6月底');
      const office = await rehearsal.as('office');
      const form = new FormData();
      form.append('text', plan.slice(0, at) + later.replace(deadline, '完成时限：2021年3月底'));
      const { id } = (await office('POST', '/plans/import', form)) as { id: string };
      const page = await openDraft(id);
      await open(page, `/plans/drafts/${id}?step=launch`);
      await page.getByRole('link', { name: '与在办方案比对' }).click();
      const ticks = page.locator('.revised input[type="checkbox"]');
      await ticks.first().waitFor();
      expect(await ticks.count()).toBe(2);
      await ticks.nth(1).uncheck();
      await page.getByRole('textbox').fill('省级验收推迟');
      await page.getByRole('button', { name: /应用勾选的/ }).click();
      await page.getByText('已按修订稿调整：新增 0 项，变更 1 项，撤销 0 项').waitFor();
      const planId = /plans\/([^/]+)\/revision/.exec(page.url())?.[1];
      const register = (await office('GET', `/plans/${planId}/measures?limit=200`)) as {
        items: { deadline: { date: string | null } }[];
      };
      const days = register.items.map((measure) => measure.deadline.date);
      expect(days.filter((day) => day === '2021-06-30')).toHaveLength(1);
      expect(days).not.toContain('2021-03-31');
      await page.context().close();
    },
    6 * MINUTE,
  );
});
