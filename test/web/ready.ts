import type { Page, Request } from 'playwright-core';

/** How long a page is waited for: a slow machine is no fault of the page. */
export const PATIENCE_MS = 120_000;

/** What each page has asked for and not received yet. */
const asked = new WeakMap<Page, Set<Request>>();

function requestsOf(page: Page): Set<Request> {
  const known = asked.get(page);
  if (known) return known;
  const open = new Set<Request>();
  page.on('request', (request) => open.add(request));
  page.on('requestfinished', (request) => open.delete(request));
  page.on('requestfailed', (request) => open.delete(request));
  asked.set(page, open);
  return open;
}

/** In the page: whether it stands still, after it had time for whatever an answer set off. */
async function isStill(): Promise<boolean> {
  for (let round = 0; round < 2; round += 1) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    await new Promise((resolve) => requestIdleCallback(resolve));
  }
  await document.fonts.ready;
  return document.querySelector('h1') !== null && document.querySelector('.ant-skeleton, [aria-busy="true"]') === null;
}

async function ready(page: Page, open: Set<Request>): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  while (open.size > 0 || !(await page.evaluate(isStill)) || open.size > 0) {
    const waits = [...open].map((request) => request.url());
    if (Date.now() > until) throw new Error(`${page.url()} does not come to rest: ${waits.join(', ')}`);
    await page.waitForTimeout(20);
  }
}

/**
 * Opens an address and waits until the page has everything it asked for and has drawn it. The page itself is asked:
 * a silence of some length would cost its length each time, and be too short on a busy machine.
 */
export async function open(page: Page, address: string): Promise<void> {
  const requests = requestsOf(page);
  await page.goto(address);
  await ready(page, requests);
}

/** Goes on to an address of the page that is open, as its own links do, and waits until that has come to rest. */
export async function follow(page: Page, address: string): Promise<void> {
  const requests = requestsOf(page);
  await page.evaluate((to) => {
    const state = { usr: null, key: crypto.randomUUID().slice(0, 8), idx: (history.state?.idx ?? 0) + 1 };
    history.pushState(state, '', to);
    window.dispatchEvent(new PopStateEvent('popstate', { state }));
  }, address);
  await ready(page, requests);
}
