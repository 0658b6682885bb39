import { useRef, useState } from 'react';
import type { InputProblem } from '../../../domain/errors.ts';
import { firstValues } from '../../../domain/forms/first.ts';
import { isRecord } from '../../../domain/forms/shapes.ts';
import { checkValues } from '../../../domain/forms/values.ts';
import type { Json, Variables } from '../../../domain/process/types.ts';
import type { WorkItemDetail } from '../../data/types.ts';
import { useKeptText } from '../../shared/useKeptText.ts';
import { fileStore } from './fileStore.ts';

function parsed(text: string): Variables {
  try {
    const values: unknown = JSON.parse(text);
    return isRecord(values) ? values : {};
  } catch {
    return {};
  }
}

/** Goes to the first control of the first field that is wrong. */
function goToField(problems: readonly InputProblem[]): void {
  const key = problems[0]?.pointer.split('/')[3] ?? '';
  const field = document.querySelector(`[data-form-key="${CSS.escape(key)}"]`);
  field?.scrollIntoView({ block: 'center' });
  const wrong = field?.querySelector<HTMLElement>('[aria-invalid="true"]');
  (wrong ?? field?.querySelector<HTMLElement>('input:not([hidden]), textarea, button'))?.focus();
}

/**
 * The form of an item as it is being filled in, kept in this browser until it was sent. Problems are shown from the
 * first try to send on, by the same check that the server makes.
 */
export function useItemForm(item: WorkItemDetail) {
  const returned = item.rounds.findLast(({ state }) => state === 'RETURNED');
  const begun = firstValues(
    item.form ?? [],
    item.formContext?.indicators ?? [],
    item.fields?.form,
    returned?.fields?.form,
  );
  const kept = useKeptText(`${item.id}.form`, JSON.stringify(begun));
  const values = parsed(kept.text);
  // An upload ends later than it began: it adds to what stands there by then.
  const latest = useRef(values);
  latest.current = values;
  const [tried, setTried] = useState(false);
  const { form, formContext: context } = item;
  const checked = form === null || context === null ? null : checkValues(form, values, context);
  const change = (key: string, update: (old: Json | undefined) => Json | undefined) => {
    const { [key]: old, ...others } = latest.current;
    const next = update(old);
    latest.current = next === undefined ? others : { ...others, [key]: next };
    kept.change(JSON.stringify(latest.current));
  };
  return {
    values,
    change,
    files: fileStore(item.id),
    restored: kept.restored,
    forget: kept.forget,
    problems: tried && checked !== null ? checked.problems : [],
    /** What to hand in; null where something is wrong, which is then shown. Undefined without a form. */
    ready: (): Variables | null | undefined => {
      if (checked === null) return undefined;
      setTried(true);
      if (checked.problems.length === 0) return checked.values;
      // After the messages have been drawn.
      window.setTimeout(() => goToField(checked.problems));
      return null;
    },
  };
}
