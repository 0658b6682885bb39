import ExcelJS from 'exceljs';
import type { Page } from 'playwright-core';
import { open } from '../web/ready.ts';

/*
 * What people do on the pages beside reporting, driven as they would: by the words on the buttons, in Chinese.
 */

const link = (page: Page, pattern: RegExp) =>
  page
    .locator('main a[href]')
    .evaluateAll(
      (anchors, source) =>
        anchors.map((a) => a.getAttribute('href')).find((href) => new RegExp(source).test(href ?? '')),
      pattern.source,
    );

async function openFirst(page: Page, list: string, pattern: RegExp): Promise<void> {
  await open(page, list);
  const href = await link(page, pattern);
  if (!href) throw new Error(`${list} has no link to ${pattern}`);
  await open(page, href);
}

/** Decides the first escalation of a list that is this person's to decide: by its button, with a reason. */
export async function decide(page: Page, list: string, button: string, reason: string): Promise<void> {
  await open(page, list);
  const hrefs = await page
    .locator('main a[href^="/escalations/"]')
    .evaluateAll((anchors) => anchors.map((a) => a.getAttribute('href') ?? ''));
  const offered = page.getByRole('button', { name: button, exact: true });
  for (const href of new Set(hrefs)) {
    await open(page, href);
    if ((await offered.count()) > 0) break;
  }
  await page.getByRole('textbox').fill(reason);
  await page.getByRole('button', { name: button, exact: true }).click();
  await page.getByText('已处理').first().waitFor();
}

/** Signs every order that waits. @returns the numbers as they are shown. */
export async function signAll(page: Page): Promise<string[]> {
  await open(page, '/letters?state=DRAFT');
  await page.getByRole('checkbox', { name: '全选' }).check();
  await page.getByRole('button', { name: /^签发/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  const said = (await dialog.textContent()) ?? '';
  await dialog.getByRole('button').last().click();
  return said.match(/督办〔\d{4}〕\d+号/g) ?? [];
}

/** Pauses a measure and resumes it, each with a reason, on its own page. */
export async function pauseAndResume(page: Page, title: string): Promise<void> {
  await open(page, '/register');
  await page.locator('main a', { hasText: title }).first().click();
  const act = async (name: string, reason: string) => {
    await page.getByRole('button', { name, exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('理由').fill(reason);
    await dialog.getByRole('button', { name, exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
  };
  await act('暂停', '等待上级批复');
  await page.getByText('等待上级批复').first().waitFor();
  await act('恢复', '已批复');
  await page.getByRole('button', { name: '暂停', exact: true }).waitFor();
  await page.locator('.diagram .djs-shape').first().waitFor();
}

/** Writes down how the first clause of the plan is arranged. */
export async function arrangeClause(page: Page, how: string): Promise<void> {
  await openFirst(page, '/plans', /^\/plans\/(?!import|drafts)[^/?]+$/);
  await page.getByRole('button', { name: '安排', exact: true }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('如何安排').fill(how);
  await dialog.getByRole('button', { name: '保存' }).click();
  await page.locator('table').getByText(how).waitFor();
}

/** Adds a unit and a post in it by their dialogs. */
export async function addUnitAndPost(page: Page, unit: string, post: string): Promise<void> {
  await open(page, '/organisation/units');
  await page.getByRole('button', { name: '新增单位' }).click();
  await page.getByRole('dialog').getByLabel('名称').fill(unit);
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await open(page, '/organisation/posts');
  await page.getByRole('button', { name: '新增岗位' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('职务').fill(post);
  await dialog.getByLabel('单位', { exact: true }).fill(unit);
  await page.getByTitle(unit).last().click();
  await dialog.getByRole('button', { name: '保存' }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** Uploads a table of units and people: checked first, then written. @returns what the page said at the end. */
export async function uploadPeople(page: Page, rows: string[][]): Promise<string> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('单位与人员');
  sheet.addRows([['单位', '单位类别', '岗位', '岗位种类', '姓名', '邮箱', '用户名'], ...rows]);
  await open(page, '/organisation/import');
  await page.getByLabel('或上传 Excel 文件').setInputFiles({
    name: '名册.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: Buffer.from(await book.xlsx.writeBuffer()),
  });
  await page.getByRole('button', { name: '检查', exact: true }).click();
  await page.getByText('检查通过').waitFor();
  await page.getByRole('button', { name: '导入', exact: true }).click();
  const done = page.getByText('已导入：');
  await done.waitFor();
  return (await done.textContent()) ?? '';
}

/** Chooses a text file to import. @returns how the page says that it begins, in the encoding it found and in the other one. */
export async function previewText(page: Page, bytes: Buffer, otherEncoding: string): Promise<[string, string]> {
  await open(page, '/plans/import');
  await page.getByLabel('方案文件').setInputFiles({ name: '方案.txt', mimeType: 'text/plain', buffer: bytes });
  await page.getByText('编码不能确定').waitFor();
  const preview = page.locator('.text-preview p');
  const found = (await preview.textContent()) ?? '';
  await page.getByLabel('文字编码').click();
  await page.locator('.ant-select-item-option', { hasText: otherEncoding }).click();
  await page.getByText('编码不能确定').waitFor({ state: 'detached' });
  return [found, (await preview.textContent()) ?? ''];
}

/** Imports a document through the page, up to its draft. */
export async function importFile(page: Page, name: string, bytes: Buffer): Promise<void> {
  await open(page, '/plans/import');
  await page.getByLabel('方案文件').setInputFiles({ name, mimeType: 'application/octet-stream', buffer: bytes });
  await page.getByRole('button', { name: '读取措施' }).click();
  await page.waitForURL('**/plans/drafts/*');
}

/** Makes a token for another program. @returns it as it is shown, once. */
export async function makeToken(page: Page, name: string): Promise<string> {
  await open(page, '/account');
  await page.getByLabel('用途').fill(name);
  await page.getByRole('button', { name: '新建令牌' }).click();
  await page.getByText('令牌只显示这一次').waitFor();
  return (await page.locator('.ant-alert .ant-typography').first().textContent()) ?? '';
}

export async function changePassword(page: Page, current: string, next: string): Promise<void> {
  await open(page, '/account');
  await page.getByLabel('现在的密码').fill(current);
  await page.getByLabel('新密码', { exact: true }).fill(next);
  await page.getByLabel('再输一遍新密码').fill(next);
  await page.getByRole('button', { name: '修改密码' }).click();
  await page.getByText('密码已修改').waitFor();
}

/** Moves the rehearsal to a later day and waits until everything due on the way has happened. */
export async function moveClock(page: Page, day: string): Promise<void> {
  await open(page, '/clock');
  await page.getByLabel('调到').fill(day);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '调整', exact: true }).click();
  const facts = page.locator('.facts');
  for (const text of [day, '已就绪']) await facts.getByText(text).waitFor({ timeout: 300_000 });
}

/** Drafts an order to put right about an item, reads it and signs it. @returns its address. */
export async function orderToPutRight(page: Page, itemId: string, remark: string): Promise<string> {
  await open(page, `/items/${itemId}`);
  await page.getByRole('button', { name: '起草文书' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('种类').click();
  await page.locator('.ant-select-item-option', { hasText: '整改通知书' }).click();
  await dialog.getByLabel('补充说明').fill(remark);
  await dialog.getByRole('button', { name: '起草文书' }).click();
  await page.waitForURL('**/letters/*');
  await page.locator('.letter', { hasText: remark }).waitFor();
  await page.getByRole('button', { name: '签发', exact: true }).click();
  await page.getByText(/整改〔\d{4}〕\d+号/).waitFor();
  return new URL(page.url()).pathname;
}

/** Signs for a letter and objects to it. */
export async function receiveAndObject(page: Page, letter: string, ground: string): Promise<void> {
  await open(page, letter);
  await page.getByRole('button', { name: '签收', exact: true }).click();
  await page.getByRole('link', { name: '去回复' }).waitFor();
  await page.getByRole('button', { name: '对文书提出异议' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('理由').fill(ground);
  await dialog.getByRole('button', { name: '提出异议' }).click();
  await page.getByText('复核中').waitFor();
}

/** Decides an objection by the form of its item. */
export async function reconsider(page: Page, itemId: string, outcome: string, ground: string): Promise<void> {
  await open(page, `/items/${itemId}`);
  await page.getByLabel('结论').click();
  await page.locator('.ant-select-item-option', { hasText: outcome }).click();
  await page.getByLabel('内容').fill(ground);
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await page.waitForURL('**/todo');
}

/** Sees why mails did not arrive, mends their reader's address, and has all of that cause sent again. */
export async function resendMails(page: Page, name: string, mend: () => Promise<unknown>): Promise<void> {
  await open(page, '/monitor?mailCause=NO_ADDRESS');
  const list = page.getByRole('table', { name: '未送达的邮件' });
  const row = list.getByRole('row').filter({ hasText: name }).first();
  await row.getByText('没有登记邮箱').waitFor();
  await row.getByRole('link', { name: '先更正邮箱' }).waitFor();
  await mend();
  await page.reload();
  await row.getByRole('button', { name: new RegExp(`^重新发送 .*给${name}的邮件$`) }).waitFor();
  await page.getByRole('button', { name: /^按此原因全部重新发送/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: '重新发送' }).click();
  await page.getByText(/1 封已排队/).waitFor();
  await page.getByText('没有因此未送达的邮件。').waitFor();
}

/** Where the page of a process leads in Temporal's own pages. */
export async function temporalPage(page: Page): Promise<string> {
  await openFirst(page, '/monitor/processes', /^\/monitor\/processes\/[^?]+$/);
  const href = await page.getByRole('link', { name: '在 Temporal 中查看' }).getAttribute('href');
  return href ?? '';
}
