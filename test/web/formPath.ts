import type { Page } from 'playwright-core';
import { choose, waitUntilSaved } from './designerPath.ts';

/* What people do with forms, by the words on the page. */

/** Adds a number to the form of the selected work item, moves it up one place and tries it in the preview. */
export async function addMoneyField(page: Page): Promise<void> {
  await page.getByRole('button', { name: '设计表格' }).click();
  const dialog = page.getByRole('dialog');
  await choose(page, '添加栏目', '数字');
  await dialog.getByLabel('栏目名称', { exact: true }).fill('涉及金额');
  await dialog.getByLabel('代号', { exact: true }).fill('1 money');
  await dialog.locator('.finding-error').filter({ hasText: '代号' }).waitFor();
  await dialog.getByLabel('代号', { exact: true }).fill('money');
  await dialog.locator('.finding-error').waitFor({ state: 'detached' });
  // Its English was that of a number; under a name of its own it has none until it is typed.
  expect(await dialog.getByLabel('英文名称', { exact: true }).inputValue()).toBe('');
  await dialog.getByLabel('英文名称', { exact: true }).pressSequentially('Sum in dispute');
  expect(await dialog.getByLabel('英文名称', { exact: true }).inputValue()).toBe('Sum in dispute');
  await dialog.getByLabel('单位', { exact: true }).fill('万元');
  await dialog.getByLabel('最大值', { exact: true }).fill('100');
  await dialog.getByLabel('必填', { exact: true }).click();
  await dialog.getByRole('button', { name: '上移：涉及金额' }).click();
  await dialog.getByRole('tab', { name: '预览' }).click();
  await dialog.getByLabel('涉及金额 *', { exact: true }).fill('200');
  await dialog.getByRole('button', { name: '检查填写' }).click();
  await dialog.getByText('“涉及金额”不能大于100万元').waitFor();
  for (const wrong of ['涉及金额 *', '收件日期 *']) {
    expect(await dialog.getByLabel(wrong, { exact: true }).getAttribute('aria-invalid')).toBe('true');
  }
  await dialog.getByRole('button', { name: '完成', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await waitUntilSaved(page);
}

/** Fills in a petition of six people as far as its request, and leaves the page before it is sent. */
export async function fillHalf(page: Page): Promise<void> {
  await page.getByLabel('收件日期 *', { exact: true }).fill('2019-12-01');
  await page.keyboard.press('Enter');
  await choose(page, '来源 *', '来访');
  await page.getByLabel('信访人数 *', { exact: true }).fill('6');
  await page.getByLabel('代表联系方式 *', { exact: true }).fill('王某');
  await choose(page, '问题类别 *', '劳动报酬');
  await page.getByLabel('涉及金额 *', { exact: true }).fill('200');
}

/** Goes on where `fillHalf` stopped: is told what is wrong, puts it right, attaches a file and sends it. */
export async function fillRest(page: Page): Promise<void> {
  await page.getByText('这里是您上次没有提交的文字').waitFor();
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await page.getByText('“涉及金额”不能大于100万元').waitFor();
  await page.getByText('请填写“主要诉求”').waitFor();
  await page.getByLabel('涉及金额 *', { exact: true }).fill('86.5');
  await page.getByLabel('主要诉求 *', { exact: true }).fill('工程完工后一直拖欠工资，要求尽快支付。');
  await page.getByText('“涉及金额”不能大于100万元').waitFor({ state: 'detached' });
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '添加附件：信访材料' }).click();
  await (await chooser).setFiles({
    name: '欠条.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.4 欠条'),
  });
  await page.getByRole('link', { name: '欠条.pdf', exact: true }).waitFor();
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await page.waitForURL('**/todo');
}
