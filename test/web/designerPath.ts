import type { Page } from 'playwright-core';
import { open } from './ready.ts';

/** Chooses an option of a select by the words of its label. */
export async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).click();
  const listed = page.locator('.ant-select-dropdown:visible .ant-select-item-option');
  await listed.filter({ hasText: option }).first().click();
}

const saved = (page: Page) => page.getByRole('status').filter({ hasText: '已保存' });

/** Begins a definition with a template, as an administrator would. @returns the address of its page. */
export async function beginFromTemplate(page: Page, template: string, name: string): Promise<string> {
  await open(page, '/definitions');
  await page.getByRole('button', { name: '新建流程' }).click();
  await choose(page, '从哪里开始 *', template);
  await page.getByLabel('名称 *', { exact: true }).fill(name);
  await page.getByRole('dialog').getByRole('button', { name: '新建流程' }).click();
  await page.locator('.djs-palette').waitFor();
  return new URL(page.url()).pathname;
}

/** Selects an element in the panel's list, which reaches everything without a mouse. */
export async function selectElement(page: Page, name: string): Promise<void> {
  // The list shows only what fits until it is searched.
  await page.getByLabel('元素', { exact: true }).fill(name);
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option').filter({ hasText: name }).first().click();
}

/** Gives the selected work item so many working days. */
export async function setWorkingDays(page: Page, days: number): Promise<void> {
  await page.getByLabel('天数', { exact: true }).fill(String(days));
  await page.getByLabel('天数', { exact: true }).blur();
}

export async function waitUntilSaved(page: Page): Promise<void> {
  await saved(page).waitFor();
}

export async function submit(page: Page, note: string): Promise<void> {
  await page.getByRole('button', { name: '提交审批' }).click();
  await page.getByLabel('说明', { exact: true }).fill(note);
  await page.getByRole('dialog').getByRole('button', { name: '提交审批' }).click();
  await page.getByText('审批中').waitFor();
}

export async function approve(page: Page, address: string): Promise<void> {
  await open(page, address);
  await page.getByRole('button', { name: '批准并发布' }).click();
  await page.locator('.ant-popconfirm-buttons').getByRole('button', { name: '批准并发布' }).click();
  await page.getByText('已发布').first().waitFor();
}
