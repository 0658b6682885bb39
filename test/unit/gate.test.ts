import { gate } from '../../activities/mail/gate.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

it('lets so many in at a time, in the order in which they came, and goes on after one that failed', async () => {
  const through = gate(2);
  const begun: number[] = [];
  let inside = 0;
  let most = 0;
  const work = (n: number) => async () => {
    begun.push(n);
    inside += 1;
    most = Math.max(most, inside);
    await turn();
    inside -= 1;
    if (n === 1) throw new Error('refused');
    return n;
  };
  const results = await Promise.allSettled([0, 1, 2, 3, 4].map((n) => through(work(n))));
  expect(results.map((one) => (one.status === 'fulfilled' ? one.value : 'failed'))).toEqual([0, 'failed', 2, 3, 4]);
  expect(begun).toEqual([0, 1, 2, 3, 4]);
  expect(most).toBe(2);
  expect(await through(work(5))).toBe(5);
});
