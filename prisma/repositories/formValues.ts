import { DubanError, type InputProblem } from '../../domain/errors.ts';
import { itemFacts } from '../../domain/forms/facts.ts';
import { isRecord } from '../../domain/forms/shapes.ts';
import type { Form } from '../../domain/forms/types.ts';
import { checkValues, type FormContext } from '../../domain/forms/values.ts';
import { trailValues } from '../../domain/forms/words.ts';
import type { Json, Variables } from '../../domain/process/types.ts';
import type { Tx } from '../client.ts';
import type { WorkItem } from '../generated/client.ts';
import { fromJson } from '../json.ts';
import type { CountyDay } from './clock.ts';
import { type Lateness, latenessOf } from './lateness.ts';

/** The form of an item; null where its kind's own page is all there is. */
export function formOf(item: Pick<WorkItem, 'form'>): Form | null {
  return item.form === null ? null : fromJson<Form>(item.form);
}

/** What stands in the form among the fields of an item. */
export function formValuesOf(fields: Variables): Variables {
  return isRecord(fields.form) ? fields.form : {};
}

type Asked = Pick<WorkItem, 'round' | 'measureId' | 'periodKey'> & Pick<Lateness, 'late'>;

/** What the form of an item is filled in against: the same for the page that shows it and for the check at hand-in. */
export async function formContext(tx: Tx, item: Asked, today: string): Promise<FormContext> {
  const indicators =
    item.measureId === null
      ? []
      : await tx.indicator.findMany({
          where: { measureId: item.measureId },
          orderBy: { number: 'asc' },
          select: { id: true, text: true, unit: true },
        });
  return { item: itemFacts(item, indicators), indicators, today };
}

/**
 * The fields of an item with its form checked and tidied; an item without a form keeps them as they are.
 *
 * @throws DubanError VALIDATION with a problem for each field that is wrong.
 */
export async function checkedFields(tx: Tx, county: CountyDay, item: WorkItem, fields: Variables): Promise<Variables> {
  const form = formOf(item);
  if (form === null) return fields;
  const context = await formContext(tx, { ...item, ...latenessOf(item, county) }, county.today);
  const { values, problems } = checkValues(form, fields.form ?? {}, context);
  const checked = await withStoredFiles(tx, item, form, values, problems);
  if (problems.length > 0) {
    throw new DubanError(
      'VALIDATION',
      {
        zh: problems.map(({ message }) => message.zh).join('；'),
        en: problems.map(({ message }) => message.en).join('; '),
      },
      { problems },
    );
  }
  return { ...fields, form: checked };
}

/** Files must lie with this obligation, in this round or one before; their names are those of the store. */
async function withStoredFiles(
  tx: Tx,
  item: WorkItem,
  form: Form,
  values: Variables,
  problems: InputProblem[],
): Promise<{ [key: string]: Json }> {
  const fields = form.filter(({ kind, key }) => kind === 'files' && values[key] !== undefined);
  if (fields.length === 0) return values;
  const stored = await filesOfObligation(tx, item);
  const checked: { [key: string]: Json } = { ...values };
  for (const { key, label } of fields) {
    checked[key] = idsIn(values[key]).flatMap((id, index) => {
      const file = stored.get(id);
      if (file !== undefined) return [{ id, name: file.fileName, itemId: file.workItemId }];
      problems.push({
        pointer: `/fields/form/${key}/${index}`,
        message: {
          zh: `“${label.zh}”的第${index + 1}个文件不在本事项中，请重新上传`,
          en: `File ${index + 1} of “${label.en}” does not belong to this item; upload it again`,
        },
      });
      return [];
    });
  }
  return checked;
}

async function filesOfObligation(
  tx: Tx,
  item: WorkItem,
): Promise<Map<string, { fileName: string; workItemId: string }>> {
  const rounds = await tx.workItem.findMany({
    where: { instanceId: item.instanceId, obligationKey: item.obligationKey },
    select: { id: true },
  });
  const files = await tx.itemFile.findMany({
    where: { workItemId: { in: rounds.map(({ id }) => id) } },
    select: { id: true, fileName: true, workItemId: true },
  });
  return new Map(files.map(({ id, ...file }) => [id, file]));
}

function idsIn(value: Json | undefined): string[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((file) => (isRecord(file) && typeof file.id === 'string' ? [file.id] : []));
}

/** What a hand-in leaves behind beside the item: the actuals of its indicators. */
export async function keepFormEffects(tx: Tx, county: CountyDay, item: WorkItem, fields: Variables): Promise<void> {
  const form = formOf(item);
  if (form === null) return;
  const values = formValuesOf(fields);
  const actuals = form.find(({ kind }) => kind === 'actuals');
  const numbers = actuals === undefined ? undefined : values[actuals.key];
  if (!isRecord(numbers) || item.measureId === null) return;
  const { measureId } = item;
  const indicators = await tx.indicator.findMany({ where: { measureId } });
  await tx.indicatorActual.createMany({
    data: indicators.flatMap(({ id, text, unit }) => {
      const value = numbers[id];
      if (typeof value !== 'number') return [];
      const about = { countyId: county.countyId, measureId, unitId: item.unitId, periodKey: item.periodKey };
      return [{ ...about, workItemId: item.id, indicatorId: id, text, unit, value, reportedOn: county.today }];
    }),
    skipDuplicates: true,
  });
}

/** What the trail says of a form: nothing where there is none. */
export function formTrail(item: Pick<WorkItem, 'form'>, fields: Variables): Variables {
  const form = formOf(item);
  return form === null ? {} : { form: trailValues(form, formValuesOf(fields)) };
}
