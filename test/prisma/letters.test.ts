import { signLetters } from '../../prisma/repositories/letterSigning.ts';
import { draftLetterByHand, refuseLetter } from '../../prisma/repositories/letters.ts';
import { submitWorkItem } from '../../prisma/repositories/workItems.ts';
import { freshCounty } from '../support/bed.ts';
import { actorOf, type TestCounty } from '../support/county.ts';
import { buildPlan, itemsOf } from '../support/plan.ts';
import { untilWaiting } from '../support/untilWaiting.ts';

const bed = freshCounty();
const holderOf = (post: keyof TestCounty['posts']) => actorOf(bed.db, bed.county.posts[post]);

/** Items by which three units sign for their measures. */
async function openItems() {
  const { finance, water, school } = bed.county.units;
  const measures = [finance, water, school].map((unit) => ({ leads: [unit.name] }));
  await buildPlan(bed.db, bed.county, { measures });
  return itemsOf(bed.db, { kind: 'SIGN' });
}

it('letters signed by several calls at once are numbered without gaps, whatever is refused meanwhile', async () => {
  const office = await holderOf('office');
  const items = await openItems();
  const ids: string[] = [];
  for (const { id: workItemId } of items) {
    for (const kind of ['REMINDER', 'RECTIFICATION'] as const) {
      ids.push(await draftLetterByHand(bed.db, office, { workItemId, kind }));
    }
  }
  const [refused = '', ...signed] = ids;
  await Promise.all([
    refuseLetter(bed.db, office, { id: refused, reason: '不需要' }),
    ...signed.map((id) => signLetters(bed.db, office, [id])),
    signLetters(bed.db, office, signed),
  ]);
  const letters = await bed.db.letter.findMany({ where: { state: 'SIGNED' } });
  const numbers = (series: string) =>
    letters.flatMap((letter) => (letter.series === series ? (letter.number ?? []) : [])).sort();
  expect(numbers('提醒')).toEqual([1, 2]);
  expect(numbers('整改')).toEqual([1, 2, 3]);
  expect(await bed.db.letter.findUniqueOrThrow({ where: { id: refused } })).toMatchObject({ number: null });
  expect(await bed.db.workItem.count({ where: { kind: 'ANSWER' } })).toBe(3);
});

it('two calls that sign letters of two series at once do not wait for each other', async () => {
  const office = await holderOf('office');
  const items = await openItems();
  const draft = async (item: (typeof items)[number] | undefined, kind: 'REMINDER' | 'RECTIFICATION', day: string) => {
    const id = await draftLetterByHand(bed.db, office, { workItemId: item?.id ?? '', kind });
    await bed.db.letter.update({ where: { id }, data: { draftedOn: day } });
    return id;
  };
  const [one, other, third] = items;
  await signLetters(bed.db, office, [await draft(one, 'REMINDER', '2020-01-02')]);
  const remindsFirst = [
    await draft(other, 'REMINDER', '2020-01-02'),
    await draft(other, 'RECTIFICATION', '2020-01-03'),
  ];
  const remindsLast = [await draft(third, 'RECTIFICATION', '2020-01-02'), await draft(third, 'REMINDER', '2020-01-03')];
  const calls: Promise<unknown>[] = [];
  await bed.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "LetterSeries" WHERE series = '提醒' FOR UPDATE`;
    for (const ids of [remindsFirst, remindsLast]) {
      calls.push(signLetters(bed.db, office, ids));
      await untilWaiting(bed.db, calls.length);
    }
  });
  await Promise.all(calls);
  const numbers = await bed.db.letter.findMany({
    where: { state: 'SIGNED', series: '提醒' },
    orderBy: { number: 'asc' },
  });
  expect(numbers.map((letter) => letter.number)).toEqual([1, 2, 3]);
});

it('a letter that is signed while its item is handed in is either sent before or withdrawn, never both', async () => {
  const office = await holderOf('office');
  const [item] = await openItems();
  if (!item) throw new Error('no item');
  const id = await draftLetterByHand(bed.db, office, { workItemId: item.id, kind: 'REMINDER' });
  const unit = Object.values(bed.county.units).find((one) => one.id === item.unitId);
  const head = await actorOf(bed.db, unit?.head ?? '');
  await Promise.all([signLetters(bed.db, office, [id]), submitWorkItem(bed.db, head, { id: item.id, text: '已签收' })]);
  await signLetters(bed.db, office, [id]);
  const letter = await bed.db.letter.findUniqueOrThrow({ where: { id } });
  expect((await bed.db.workItem.findUniqueOrThrow({ where: { id: item.id } })).state).toBe('ACCEPTED');
  if (letter.state === 'SIGNED') expect(letter).toMatchObject({ number: 1, withdrawnOn: null });
  else expect(letter).toMatchObject({ state: 'WITHDRAWN', number: null, signedOn: null });
});
