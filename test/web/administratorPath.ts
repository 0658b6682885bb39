import type { Page } from 'playwright-core';
import { choose, selectElement, setWorkingDays, waitUntilSaved } from './designerPath.ts';
import { open } from './ready.ts';

/* What an administrator does beyond drawing: the next version, its rehearsal, its start and the move to it. */

/** Begins the next version of a definition from its first one. */
export async function beginNextVersion(page: Page, address: string): Promise<void> {
  await open(page, address);
  await page.getByRole('button', { name: '起草新版本' }).click();
  await page.locator('.djs-palette').waitFor();
}

/** Draws one more review by the responsible leader between the rectification and its striking off. */
export async function addLeaderReview(page: Page, name: string): Promise<void> {
  // Nothing connects the two steps any more: the new one must not be laid over the later one all the same.
  await selectElement(page, '整改（每个责任单位） → 销号 · 连线');
  await page.getByRole('button', { name: '删除' }).click();
  await selectElement(page, '整改（每个责任单位）');
  await choose(page, '在后面添加', '待办事项');
  await page.getByLabel('由谁办', { exact: true }).waitFor();
  await page.getByLabel('名称', { exact: true }).last().fill(name);
  await page.keyboard.press('Enter');
  await choose(page, '由谁办', '责任领导');
  await choose(page, '事项类型', '批准');
  await choose(page, '连到', '销号');
  await waitUntilSaved(page);
  await page.getByText('检查通过').waitFor();
}

/** Gives an item so many working days, and so many to be signed for. */
export async function setLimits(page: Page, element: string, dueDays: number, signDays: number): Promise<void> {
  await selectElement(page, element);
  await setWorkingDays(page, dueDays);
  await page.getByLabel('签收时限（工作日）', { exact: true }).fill(String(signDays));
  await page.getByLabel('签收时限（工作日）', { exact: true }).blur();
  await page.getByText(`开始之日后${dueDays}个工作日`).waitFor();
  await waitUntilSaved(page);
}

/** Plays the draft of a definition on sample measures, all to their end, and looks for a step on the drawing. */
export async function rehearseDraft(page: Page, address: string, step: string): Promise<void> {
  await open(page, address);
  await page.getByRole('link', { name: '推演这个流程' }).click();
  await page.getByRole('button', { name: '开始推演' }).click();
  await page.getByText('办完的流程20卡住的流程0').waitFor();
  await page.getByRole('button', { name: '逐步看' }).first().click();
  await page.getByRole('button', { name: '结尾' }).click();
  await page.getByRole('button', { name: '前一天' }).click();
  await page.getByText(`办理“${step}”`).first().waitFor();
}

/** Begins a published process for all running measures of a plan that the office does not answer for itself. */
export async function beginForPlan(page: Page, plan: string, process: string, note: string): Promise<void> {
  await open(page, plan);
  await page.getByRole('button', { name: '启动专项流程' }).click();
  await choose(page, '流程 *', process);
  await page.getByLabel('事由 *', { exact: true }).fill(note);
  await page.getByRole('dialog').getByRole('button', { name: '启动', exact: true }).click();
  await page.locator('.ant-modal-confirm', { hasText: '由本办公室承办' }).getByRole('button').click();
  await page.getByRole('link', { name: process, exact: true }).waitFor();
}

/** Moves the first `count` running processes of a definition to its newest version, and waits until all are moved. */
export async function moveFirst(page: Page, address: string, count: number, reason: string): Promise<string> {
  await open(page, `${address}/move`);
  const group = page.locator('.move-group').first();
  const said = (await group.locator('.move-facts').textContent()) ?? '';
  await group.getByText('逐个查看').click();
  for (const box of (await group.getByRole('checkbox', { name: /^选择：/ }).all()).slice(0, count)) await box.check();
  await page.getByRole('button', { name: `迁移选中的${count}个流程` }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('理由 *', { exact: true }).fill(reason);
  await dialog.getByRole('button', { name: '开始迁移' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '查看结果' }).click();
  await page
    .getByRole('cell', { name: '已迁移', exact: true })
    .nth(count - 1)
    .waitFor();
  return said;
}
