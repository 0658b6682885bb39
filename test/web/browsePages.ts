import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { open, PATIENCE_MS } from './ready.ts';
import { type Role, type Visit, visits, Walk } from './visits.ts';

export interface BrowseOptions {
  baseUrl: string;
  password: string;
  /** User names by what they may see; a role that is left out is not visited. */
  accounts: Partial<Record<Role, string>>;
  /** Where pictures go; none are taken where it is left out. */
  shots?: string;
  languages?: ('zh' | 'en')[];
  widths?: number[];
}

export interface BrowseReport {
  /** `role language width address` of each page that was looked at. */
  visited: string[];
  /** Everything a person would stumble over, in words with the page it is on. */
  faults: string[];
}

async function addressOf(walk: Walk, visit: Visit): Promise<string | null> {
  const address = typeof visit.to === 'string' ? visit.to : await visit.to(walk);
  return address === null ? null : `${address}${visit.rest ?? ''}`;
}

/** Signs in through the page, as a person would. */
export async function signIn(page: Page, username: string, password: string): Promise<void> {
  await open(page, '/');
  await page.locator('input[autocomplete="username"]').fill(username);
  await page.locator('input[autocomplete="current-password"]').fill(password);
  await page.locator('button[type="submit"]').click();
  await page.locator('main#content h1').waitFor();
}

/** Rows of a table are coloured alike: judging the first twenty finds what judging two hundred finds, in a fifth of the time. */
const COLOURED = '*:not(tbody > tr:nth-child(n + 21) *)';

/** What is wrong with the page as it stands. */
async function faultsOf(page: Page): Promise<string[]> {
  const faults: string[] = [];
  const headings = await page.locator('h1').count();
  if (headings !== 1) faults.push(`${headings} h1`);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  if (overflow > 0) faults.push(`${overflow} px wider than the window`);
  for (const text of await page.locator('.problem').allInnerTexts()) faults.push(`problem shown: ${text}`);
  const violations = await page.evaluate(async (coloured) => {
    const inPage = (window as unknown as { axe: typeof axe }).axe;
    inPage.configure({ rules: [{ id: 'color-contrast', selector: coloured }] });
    // Names and places of thousands of elements that are in order cost more than judging them.
    const found = await inPage.run({ exclude: ['.bjs-powered-by'] }, { resultTypes: ['violations'] });
    return found.violations.map(({ id, nodes }) => ({ id, places: nodes.map(({ target }) => target.join(' ')) }));
  }, COLOURED);
  for (const violation of violations) {
    faults.push(`axe ${violation.id}: ${violation.places.join(' | ')}`);
  }
  return faults;
}

interface Stop {
  role: Role;
  language: 'zh' | 'en';
  width: number;
}

function listen(page: Page, label: () => string, faults: string[]): void {
  page.on('pageerror', (error) => faults.push(`${label()}: ${error.message}`));
  page.on('console', (message) => {
    // The first question after the session of somebody who is not signed in is answered 401: that is no fault.
    const expected = message.location().url.endsWith('/api/session');
    if (message.type() === 'error' && !expected) faults.push(`${label()}: console ${message.text()}`);
  });
}

async function browseAs(context: BrowserContext, stop: Stop, options: BrowseOptions, report: BrowseReport) {
  const page = await context.newPage();
  let at = 'sign-in';
  const label = () => `${stop.role} ${stop.language} ${stop.width} ${at}`;
  listen(page, label, report.faults);
  const look = async () => {
    report.visited.push(label());
    for (const fault of await faultsOf(page)) report.faults.push(`${label()}: ${fault}`);
    if (options.shots !== undefined) {
      const file = `${stop.role}-${at}-${stop.language}-${stop.width}.png`;
      await page.screenshot({ path: join(options.shots, file), fullPage: true });
    }
  };
  await open(page, '/');
  await look();
  await signIn(page, options.accounts[stop.role] ?? '', options.password);
  await page.evaluate((language) => window.localStorage.setItem('duban.language', language), stop.language);
  await open(page, '/');
  const walk = new Walk(page);
  for (const visit of visits[stop.role]) {
    at = visit.name;
    const address = await addressOf(walk, visit);
    if (address === null) continue;
    await walk.visit(address);
    await look();
  }
  await page.close();
}

/** Opens every page of every given account, in each language and width, and says what is wrong with them. */
export async function browsePages(options: BrowseOptions): Promise<BrowseReport> {
  const report: BrowseReport = { visited: [], faults: [] };
  if (options.shots !== undefined) mkdirSync(options.shots, { recursive: true });
  const browser: Browser = await launchChromium();
  try {
    for (const language of options.languages ?? ['zh', 'en']) {
      for (const width of options.widths ?? [1440, 390]) {
        for (const role of Object.keys(options.accounts) as Role[]) {
          const context = await browser.newContext({
            baseURL: options.baseUrl,
            viewport: { width, height: width < 900 ? 844 : 900 },
            locale: language === 'zh' ? 'zh-CN' : 'en-GB',
          });
          context.setDefaultTimeout(PATIENCE_MS);
          await context.addInitScript(axe.source);
          await context.addInitScript((kept) => {
            if (location.protocol !== 'http:' && location.protocol !== 'https:') return;
            if (window.localStorage.getItem('duban.language') === null)
              window.localStorage.setItem('duban.language', kept);
          }, language);
          await browseAs(context, { role, language, width }, options, report);
          await context.close();
        }
      }
    }
  } finally {
    await browser.close();
  }
  return report;
}
