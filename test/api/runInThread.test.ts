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
