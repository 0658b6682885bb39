import type { Mailer } from '../../activities/mail/mailer.ts';
import { submitWorkItem } from '../../prisma/repositories/workItems.ts';
import { activityRunner, mailerTo } from '../support/activities.ts';
import { freshCounty } from '../support/bed.ts';
import { actorOf, setDay } from '../support/county.ts';
import { buildPlan, itemsOf } from '../support/plan.ts';
import { type SmtpSink, startSmtpSink } from '../support/smtpSink.ts';

const bed = freshCounty();
let sink: SmtpSink;
let mailer: Mailer;

beforeEach(async () => {
  sink = await startSmtpSink();
  mailer = mailerTo(sink.url);
  await buildPlan(bed.db, bed.county, { measures: [{ leads: [bed.county.units.water.name] }] });
});

afterEach(async () => {
  mailer.close();
  await sink.stop();
});

/** Plays the morning of a day; what was mailed then, each calendar file as its events. */
async function morning(day: string): Promise<Record<string, Record<string, string>[]>[]> {
  const before = sink.mails.length;
  const run = activityRunner(bed.db, mailer);
  const { id: countyId } = bed.county;
  await setDay(bed.db, countyId, day);
  await run('beginDay', { countyId, day });
  await run('claimDay', { countyId, day });
  await run('sendDigests', { countyId });
  return sink.mails
    .slice(before)
    .map(({ attachments }) =>
      Object.fromEntries(Object.entries(attachments).map(([name, text]) => [name, eventsOf(text)])),
    );
}

/** The events of a calendar file, each with its properties by name, parameters left out. */
function eventsOf(text: string): Record<string, string>[] {
  const unfolded = text.replace(/\r\n[ \t]/g, '');
  const METHOD = /^METHOD:(\w+)/m.exec(unfolded)?.[1] ?? '';
  return unfolded
    .split('BEGIN:VEVENT')
    .slice(1)
    .map((event) => ({
      METHOD,
      ...Object.fromEntries(
        [...event.matchAll(/^([A-Z-]+)(?:;[^:]*)?:(.*)$/gm)].map(([, name, value]) => [name, value?.trim()]),
      ),
    }));
}

const uid = (item: { id: string } | undefined) => `item.${item?.id}@duban.example`;

it('due days come as all-day events, move with a higher sequence under the same UID, and go when the item is done', async () => {
  const { water } = bed.county.units;
  const items = await itemsOf(bed.db, { unitId: water.id });
  const dated = items.filter((item) => item.dueOn !== null);
  const [first] = await morning('2020-03-03');
  const told = first?.['办理期限.ics'] ?? [];
  expect(told.map(({ UID, DTSTART }) => [UID, DTSTART]).sort()).toEqual(
    dated.map((item) => [uid(item), item.dueOn?.replaceAll('-', '')]).sort(),
  );
  const sign = dated.find((item) => item.kind === 'SIGN');
  const plan = dated.find((item) => item.kind === 'PLAN');
  expect(told.find(({ UID }) => UID === uid(sign))).toMatchObject({
    METHOD: 'PUBLISH',
    SEQUENCE: '0',
    STATUS: 'CONFIRMED',
    SUMMARY: expect.stringMatching(/^【演练】签收到期：.*县水利局/),
    URL: `http://127.0.0.1:3000/items/${sign?.id}`,
  });

  const officer = await actorOf(bed.db, water.head);
  await submitWorkItem(bed.db, officer, { id: sign?.id ?? '', text: '已签收' });
  await bed.db.workItem.update({
    where: { id: plan?.id ?? '' },
    data: { dueOn: '2020-04-17', nextRungOn: '2020-03-09' },
  });
  const [second] = await morning('2020-03-09');
  expect(second?.['办理期限.ics']?.find(({ UID }) => UID === uid(plan))).toMatchObject({
    SEQUENCE: '1',
    DTSTART: '20200417',
    STATUS: 'CONFIRMED',
  });
  expect(second?.['已办事项.ics']).toMatchObject([
    { METHOD: 'CANCEL', UID: uid(sign), SEQUENCE: '1', STATUS: 'CANCELLED' },
  ]);
  expect(await bed.db.dueEntry.findMany({ where: { workItemId: sign?.id ?? '' } })).toEqual([]);
});
