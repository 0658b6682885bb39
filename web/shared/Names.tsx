import type { PostRef, UnitRef } from '../data/types.ts';

export function nameOf(value: UnitRef | PostRef | string | null | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if ('name' in value) return value.name;
  return value.holder === null ? value.title : value.holder.name;
}

/** A post with its unit; a title that begins with the unit's name says it already. */
export function postName(unit: string | null | undefined, title: string): string {
  return unit && !title.startsWith(unit) ? `${unit} ${title}` : title;
}

interface Props {
  of: (UnitRef | PostRef)[];
  /** Above this many the rest is folded away. */
  fold?: number;
}

/** Names side by side; a long list opens on demand. */
export function Names({ of, fold = 6 }: Props) {
  if (of.length === 0) return <span className="muted">—</span>;
  const names = of.map(nameOf);
  if (names.length <= fold) return <span>{names.join('、')}</span>;
  return (
    <details className="names">
      <summary>
        {names.slice(0, fold - 2).join('、')} … ({names.length})
      </summary>
      {names.slice(fold - 2).join('、')}
    </details>
  );
}
