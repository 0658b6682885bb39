import type { Browser, Page } from 'playwright-core';
import {
  addLeaderReview,
  beginForPlan,
  beginNextVersion,
  moveFirst,
  rehearseDraft,
  setLimits,
} from '../web/administratorPath.ts';
import { signIn } from '../web/browsePages.ts';
import { launchChromium } from '../web/chromium.ts';
import {
  approve,
  beginFromTemplate,
  choose,
  selectElement,
  setWorkingDays,
  submit,
  waitUntilSaved,
} from '../web/designerPath.ts';
import { addMoneyField, fillHalf, fillRest } from '../web/formPath.ts';
import { open, PATIENCE_MS } from '../web/ready.ts';
import { type Rehearsal, startRehearsal } from './rehearsal.ts';

const MINUTE = 60_000;
/** The editor takes no key for an offer that has only just appeared. */
const LIST_SETTLES_MS = 500;
let rehearsal: Rehearsal;
let browser: Browser;

beforeAll(async () => {
  rehearsal = await startRehearsal();
  browser = await launchChromium();
}, 8 * MINUTE);

afterAll(async () => {
  await browser?.close();
  await rehearsal?.stop();
}, 3 * MINUTE);

async function as(username: string): Promise<Page> {
  const context = await browser.newContext({
    baseURL: rehearsal.baseUrl,
    viewport: { width: 1440, height: 900 },
    locale: 'zh-CN',
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  await signIn(page, username, rehearsal.password);
  return page;
}

it(
  'a template is changed, checked, handed in, approved by another person and published',
  async () => {
    const admin = await as('admin');
    const address = await beginFromTemplate(admin, '问题整改', '限期整改');
    await admin.getByText('检查通过').waitFor();

    await selectElement(admin, '已销号');
    await admin.getByRole('button', { name: '删除' }).click();
    await admin.locator('.finding-error').first().waitFor();
    await admin.locator('.finding-badge-error').first().waitFor();
    expect(await admin.getByRole('button', { name: '提交审批' }).isDisabled()).toBe(true);
    await admin.getByRole('button', { name: '撤销一步' }).click();
    await admin.getByText('检查通过').waitFor();

    await selectElement(admin, '整改 · 待办事项');
    await setWorkingDays(admin, 12);
    await admin.getByText('开始之日后12个工作日').waitFor();
    await waitUntilSaved(admin);
    await submit(admin, '整改时限改为12个工作日');
    await approve(await as('office'), address);

    const api = await rehearsal.as('office');
    const definition = (await api('GET', `/definitions/${address.split('/').at(-1)}`)) as {
      versions: { version: number; state: string }[];
      draft: unknown;
    };
    expect(definition).toMatchObject({ draft: null, versions: [{ version: 1, state: 'PUBLISHED' }] });
    const version = (await api('GET', `/definitions/${address.split('/').at(-1)}/versions/1`)) as { bpmnXml: string };
    expect(version.bpmnXml).toContain('duban:due="opened+12wd"');
  },
  12 * MINUTE,
);

it(
  'a condition is completed from the keyboard, and an item is given to whoever did an earlier step, or to a post',
  async () => {
    const admin = await as('admin');
    await beginFromTemplate(admin, '问题整改', '填条件');
    await selectElement(admin, '通过 · 连线');
    const condition = admin.getByRole('textbox', { name: '条件' });
    await condition.focus();
    await admin.keyboard.press('ControlOrMeta+a');
    await admin.keyboard.press('Delete');
    await admin.keyboard.type('outc');
    const offered = admin.locator('.cm-tooltip-autocomplete li');
    await offered.filter({ hasText: 'outcome' }).first().waitFor();
    await admin.waitForTimeout(LIST_SETTLES_MS);
    await admin.keyboard.press('Enter');
    await admin.keyboard.type(' = "RETURNED" and verify.ro');
    await offered.filter({ hasText: 'round' }).first().waitFor();
    await admin.waitForTimeout(LIST_SETTLES_MS);
    await admin.keyboard.press('Enter');
    await admin.keyboard.type(' = 3');
    await admin.keyboard.press('Backspace');
    await admin.keyboard.press('Backspace');
    await admin.keyboard.press('Backspace');
    await admin.keyboard.type('< 3');
    await admin.getByText('上一步结果为“退回”，并且').first().waitFor();
    expect(await condition.textContent()).toContain('outcome = "RETURNED" and verify.round < 3');

    await selectElement(admin, '核验整改 · 待办事项');
    await choose(admin, '由谁办', '前面某一步的办理人');
    await choose(admin, '由哪一步的办理人承办', '整改');
    await admin.getByText('不能由办理它的人自己承办').waitFor();

    await choose(admin, '由谁办', '指定岗位');
    await admin.getByLabel('指定岗位 *', { exact: true }).fill('县财政局');
    await choose(admin, '指定岗位 *', '县财政局主要负责人');
    await admin.getByText('检查通过').waitFor();
  },
  12 * MINUTE,
);

it(
  'a drawing that the server never received is there again after the tab was closed',
  async () => {
    const admin = await as('admin');
    const address = await beginFromTemplate(admin, '责任书签订', '断线');
    await admin.route('**/draft', (route) => route.abort());
    await selectElement(admin, '拟定责任书');
    await setWorkingDays(admin, 9);
    await admin.getByRole('status').filter({ hasText: '没有保存' }).waitFor();
    const context = admin.context();
    await admin.close();

    const again = await context.newPage();
    await open(again, address);
    await again.getByText('已恢复上次未保存的修改').waitFor();
    await waitUntilSaved(again);
    await selectElement(again, '拟定责任书');
    await again.getByText('开始之日后9个工作日').waitFor();
  },
  12 * MINUTE,
);

it(
  'a lost connection that comes back and a window made narrow leave the work as it stands',
  async () => {
    const admin = await as('admin');
    const address = await beginFromTemplate(admin, '责任书签订', '断线又通');
    await selectElement(admin, '拟定责任书');
    await admin.context().setOffline(true);
    await setWorkingDays(admin, 9);
    await admin.getByRole('status').filter({ hasText: '没有保存' }).waitFor();
    await admin.context().setOffline(false);
    await waitUntilSaved(admin);
    await admin.getByText('开始之日后9个工作日').waitFor();

    const listed = (await admin.getByText(/^共 \d+ 栏：/).textContent()) ?? '';
    await admin.getByRole('button', { name: '设计表格' }).click();
    const dialog = admin.getByRole('dialog');
    await choose(admin, '添加栏目', '数字');
    await dialog.getByLabel('栏目名称', { exact: true }).fill('份数');
    await admin.setViewportSize({ width: 700, height: 900 });
    await admin.setViewportSize({ width: 1440, height: 900 });
    await dialog.getByRole('button', { name: '完成', exact: true }).click();
    await admin.getByText(`${listed.replace(/^共 \d+ 栏：/, '')}、份数`).waitFor();
    await admin.getByRole('button', { name: '撤销一步' }).click();
    await admin.getByText(listed, { exact: true }).waitFor();
    await waitUntilSaved(admin);

    await admin.getByRole('link', { name: '← 流程' }).click();
    await admin.locator(`a[href="${address}"]`).first().click();
    await selectElement(admin, '拟定责任书');
    await admin.getByText('开始之日后9个工作日').waitFor();
    await setWorkingDays(admin, 8);
    await waitUntilSaved(admin);
    expect(await admin.locator('.problem').count()).toBe(0);
  },
  12 * MINUTE,
);

it(
  'a form is designed, published, filled in over two visits and read where it was handed in',
  async () => {
    const admin = await as('admin');
    const address = await beginFromTemplate(admin, '信访投诉办理', '信访带金额');
    await selectElement(admin, '登记 · 待办事项');
    await addMoneyField(admin);
    await submit(admin, '登记时填涉及金额');
    const office = await as('office');
    await approve(office, address);

    const api = await rehearsal.as('office');
    const { items: plans } = (await api('GET', '/plans')) as { items: { id: string }[] };
    const { items: startable } = (await api('GET', '/processes/startable')) as {
      items: { name: string; versionId: string }[];
    };
    const versionId = startable.find(({ name }) => name === '信访带金额')?.versionId;
    await api('POST', '/processes', { planId: plans[0]?.id, versionId, note: '群众来访' });
    const { items } = (await api('GET', '/work-items?mine=true&state=open&limit=200')) as {
      items: { id: string; elementId: string; measureId: string; measureTitle: string }[];
    };
    const item = items.find(({ elementId }) => elementId === 'register');
    await open(office, `/items/${item?.id}`);
    await office.getByRole('heading', { level: 1, name: `登记 · ${item?.measureTitle}`, exact: true }).waitFor();
    await fillHalf(office);
    await open(office, '/todo');
    await open(office, `/items/${item?.id}`);
    await fillRest(office);

    await open(office, `/items/${item?.id}`);
    await office.getByText('工程完工后一直拖欠工资，要求尽快支付。').waitFor();
    await office.getByRole('link', { name: '欠条.pdf', exact: true }).waitFor();
    await open(office, `/measures/${item?.measureId}`);
    await office.getByText('涉及金额：86.5万元').waitFor();
  },
  12 * MINUTE,
);

it(
  'the office opens a matter from a pasted list, and finds its item among the work to do',
  async () => {
    const office = await as('office');
    await open(office, '/matters/new');
    await office.getByLabel('名称 *', { exact: true }).fill('巡察反馈问题整改');
    await office.getByLabel('事由 *', { exact: true }).fill('巡察组反馈意见');
    await choose(office, '流程 *', '限期整改');
    const list = office.getByLabel('从 Excel、WPS 表格粘贴', { exact: true });
    const read = office.getByRole('button', { name: '读取清单' });
    const heading = '问题\t整改要求\t责任单位\t时限';
    await list.fill(`${heading}\n低保档案不全\t补齐\t县民政局\t2020年6月底前\n修路\t\t县航天局\t`);
    await read.click();
    await office.getByText('本县没有“县航天局”').waitFor();
    const start = office.getByRole('button', { name: /^发起（/ });
    expect(await start.isDisabled()).toBe(true);
    await office.getByRole('button', { name: '去掉第 3 行' }).click();
    await start.click();
    await office.getByRole('heading', { level: 1, name: '巡察反馈问题整改' }).waitFor();
    const row = office.getByRole('row').filter({ hasText: '低保档案不全' }).first();
    await row.getByRole('listitem').getByText('登记问题', { exact: true }).waitFor();
    expect(await row.textContent()).toContain('2020-06-30');

    const api = await rehearsal.as('office');
    const { items } = (await api('GET', '/matters')) as {
      items: { id: string; title: string; counts: { openItems: number } }[];
    };
    expect(items).toMatchObject([{ title: '巡察反馈问题整改', counts: { openItems: 1 } }]);
    await open(office, '/todo');
    await office.getByText('低保档案不全').first().waitFor();

    // Its pages speak of it alone: there is no measure, no plan and no document.
    await open(office, `/matters/${items[0]?.id}`);
    await office.locator('main a[href^="/items/"]').first().click();
    await office.getByRole('heading', { level: 2, name: '办理要求' }).waitFor();
    const said = async () => ((await office.locator('main').textContent()) ?? '').match(/措施|方案|原文/gu);
    expect(await said()).toBeNull();
    await office.getByRole('button', { name: '提交', exact: true }).waitFor();
    await office.getByRole('link', { name: '低保档案不全', exact: true }).click();
    await office.getByText('← 专项事项 · 巡察反馈问题整改').waitFor();
    expect(await said()).toBeNull();
  },
  6 * MINUTE,
);

it(
  'a template becomes a changed definition: checked, rehearsed, approved, run for a plan, and ten measures moved to it',
  async () => {
    const [admin, office] = [await as('admin'), await as('office')];
    const address = await beginFromTemplate(admin, '问题整改', '督查整改');
    await waitUntilSaved(admin);
    await submit(admin, '照模板');
    await approve(office, address);
    const api = await rehearsal.as('office');
    const { items: plans } = (await api('GET', '/plans')) as { items: { id: string }[] };
    await beginForPlan(office, `/plans/${plans[0]?.id}`, '督查整改', '年中督查发现问题');

    await beginNextVersion(admin, address);
    await setLimits(admin, '登记问题', 5, 3);
    await selectElement(admin, '核验整改 · 待办事项');
    await choose(admin, '由谁办', '责任领导');
    await addLeaderReview(admin, '领导复核');
    await rehearseDraft(admin, address, '领导复核');
    await open(admin, address);
    await submit(admin, '核验改由责任领导办，销号前再由其复核，登记须三日内签收');
    await approve(office, address);
    await office.getByRole('cell', { name: 'v2', exact: true }).waitFor();

    const foretold = await moveFirst(admin, address, 10, '按新版本办理');
    expect(foretold).toContain('登记问题（14项） 签收时限 无 → 2019-12-05');
    expect(foretold).toContain('以后会经过的新环节领导复核');
    const { items } = (await api('GET', '/work-items?mine=true&state=open&limit=200')) as {
      items: { ground: { text: string } | null; dueOn: string; signing: { by: string } | null }[];
    };
    const limits = items
      .filter(({ ground }) => ground?.text === '年中督查发现问题')
      .map(({ dueOn, signing }) => `${dueOn} ${signing?.by}`);
    expect(limits.filter((days) => days === '2019-12-09 2019-12-05')).toHaveLength(10);
    expect(limits.filter((days) => days === '2019-12-04 undefined')).toHaveLength(4);
  },
  12 * MINUTE,
);
