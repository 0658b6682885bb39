import { runInThread, type ThreadLimits } from '../../api/http/runInThread.ts';
import { PLAN_TEXT } from './support.ts';

const base = new URL('../../api/plans/readInThread.ts', import.meta.url).href;
const input = { fileName: 'a.txt', bytes: new TextEncoder().encode(PLAN_TEXT), ocr: false };
const GENEROUS: ThreadLimits = { cpuMs: 60_000, wallMs: 120_000, memoryMb: 256 };
const read = (limits: Partial<ThreadLimits>, onProgress?: (progress: unknown) => void) =>
  runInThread<{ text: string }>('./readWorker', base, input, { ...GENEROUS, ...limits }, onProgress);
const spin = (limits: Partial<ThreadLimits>) =>
  runInThread('../support/endlessWorker', import.meta.url, null, { ...GENEROUS, ...limits });
const refused = { code: 'DOCUMENT_UNREADABLE' };

const count = (limits: Partial<ThreadLimits>, spin = false) =>
  runInThread<number>('../support/countingWorker', import.meta.url, spin, { ...GENEROUS, ...limits });

describe('a document in a thread of its own', () => {
  it('is read, and says how far it has come', async () => {
    const stages: unknown[] = [];
    await expect(read({}, (progress) => stages.push(progress))).resolves.toMatchObject({ text: PLAN_TEXT });
    expect(stages).toEqual([expect.objectContaining({ stage: 'open' }), expect.objectContaining({ stage: 'analyse' })]);
  });

  it('that takes too much memory is refused, and the server goes on', async () => {
    await expect(read({ memoryMb: 2 })).rejects.toMatchObject(refused);
  });

  it('that computes without end is stopped, by its own time where the system tells it and by the clock', async () => {
    await expect(spin(process.platform === 'linux' ? { cpuMs: 300 } : { wallMs: 3000 })).rejects.toMatchObject(refused);
    await expect(spin({ wallMs: 500 })).rejects.toMatchObject(refused);
  });
});

describe('a thread', () => {
  it('answers one call, unless it is kept for the next', async () => {
    expect([await count({}), await count({})]).toEqual([1, 1]);
    expect([await count({ keepMs: 60_000 }), await count({ keepMs: 60_000 })]).toEqual([1, 2]);
  });

  it('that is kept serves one call at a time', async () => {
    const both = await Promise.all([count({ keepMs: 60_000 }), count({ keepMs: 60_000 })]);
    expect(both.sort()).toEqual([1, 3]);
  });

  it('that is kept keeps to the limits of each call, and goes when it exceeds them', async () => {
    await count({ keepMs: 60_000 });
    await expect(count({ keepMs: 60_000, wallMs: 500 }, true)).rejects.toMatchObject(refused);
    expect(await count({ keepMs: 60_000 })).toBe(1);
  });

  it('that is kept ends when nobody calls', async () => {
    await count({ keepMs: 0 });
    // Timers of one length come in their order: the thread's own was set before.
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(await count({ keepMs: 60_000 })).toBe(1);
  });
});
