import { together } from '../../activities/mail/together.ts';

it('calls of one tick go together, and those that come meanwhile in the next; each gets its own answer', async () => {
  const batches: number[][] = [];
  let finish: () => void = () => undefined;
  const double = together(async (inputs: number[]) => {
    batches.push(inputs);
    if (batches.length === 1) {
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
    }
    return inputs.map((input) => input * 2);
  });
  const first = [double(1), double(2)];
  await new Promise(setImmediate);
  const second = [double(3), double(4), double(5)];
  finish();
  expect(await Promise.all([...first, ...second])).toEqual([2, 4, 6, 8, 10]);
  expect(batches).toEqual([
    [1, 2],
    [3, 4, 5],
  ]);
});

it('a failure reaches those of its batch and nobody after it', async () => {
  const work = together((inputs: string[]) =>
    inputs.includes('bad') ? Promise.reject(new Error('refused')) : Promise.resolve(inputs),
  );
  const outcomes = await Promise.allSettled([work('bad'), work('with it')]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await work('later')).toBe('later');
});
