import { runInThread } from '../../api/http/runInThread.ts';
import { PLAN_TEXT } from './support.ts';

const base = new URL('../../api/plans/readInThread.ts', import.meta.url).href;
const input = { fileName: 'a.txt', bytes: new TextEncoder().encode(PLAN_TEXT) };
const read = (limits: { timeoutMs: number; memoryMb: number }) =>
  runInThread<{ text: string }>('./readWorker', base, input, limits);

describe('a document in a thread of its own', () => {
  it('is read', async () => {
    await expect(read({ timeoutMs: 30_000, memoryMb: 256 })).resolves.toMatchObject({ text: PLAN_TEXT });
  });

  it('that takes too long or too much memory is refused, and the server goes on', async () => {
    await expect(read({ timeoutMs: 1, memoryMb: 256 })).rejects.toMatchObject({ code: 'DOCUMENT_UNREADABLE' });
    await expect(read({ timeoutMs: 30_000, memoryMb: 2 })).rejects.toMatchObject({ code: 'DOCUMENT_UNREADABLE' });
  });
});
