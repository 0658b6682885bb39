import { Select } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useList } from '../data/hooks.ts';
import { queryString } from '../data/query.ts';
import type { Person, Post, Unit } from '../data/types.ts';
import { postName } from './Names.tsx';

const waitMs = 250;
const shown = 50;

export type PartyNoun = 'units' | 'posts' | 'people' | 'delegates';

interface Option {
  value: string;
  label: string;
  /** What it is called whoever holds it; the label where that says no holder. */
  lasting?: string;
}

interface Source {
  noun: PartyNoun;
  /** Only those of this kind. */
  kind?: string;
  /** Names of what may be chosen already, so that they need not be asked for. */
  known?: readonly { id: string; name: string }[];
}

interface Common extends Source {
  id?: string;
  'aria-label'?: string;
  className?: string;
  allowClear?: boolean;
  /** Offered before everything else. */
  first?: { label: string; options: Option[] }[];
}

function labelOf(noun: PartyNoun, row: Unit | Post | Person): string {
  if (noun === 'posts') {
    const { holder } = row as Post;
    const title = lastingName(row as Post);
    return holder === null ? title : `${holder.name}（${title}）`;
  }
  if (noun === 'units') return (row as Unit).name;
  const person = row as Person;
  const post = person.posts[0];
  return post === undefined ? person.name : `${person.name}（${post.title}）`;
}

function lastingName({ unit, title }: Post): string {
  return postName(unit?.name, title);
}

function optionOf(noun: PartyNoun, row: Unit | Post | Person): Option {
  const option = { value: row.id, label: labelOf(noun, row) };
  return noun === 'posts' ? { ...option, lasting: lastingName(row as Post) } : option;
}

/** What the server finds for what is typed; ids whose names are not known yet are asked for. */
function useParties({ noun, kind, known }: Source, chosen: readonly string[]) {
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const [q, setQ] = useState('');
  const [seen, setSeen] = useState<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    const wait = setTimeout(() => setQ(typed.trim()), waitMs);
    return () => clearTimeout(wait);
  }, [typed]);
  const found = useList<Unit | Post | Person>(open ? `/${noun}${queryString({ q, kind, limit: shown })}` : null);
  const names = useMemo(
    () => new Map([...seen, ...(known ?? []).map(({ id, name }) => [id, name] as const)]),
    [seen, known],
  );
  const missing = chosen.filter((id) => !names.has(id)).sort();
  const asked = useList<Unit | Post | Person>(
    missing.length === 0 ? null : `/${noun}${queryString({ ids: missing.slice(0, 100).join(','), limit: 200 })}`,
  );
  const rows = useMemo(() => [...(found.items ?? []), ...(asked.items ?? [])], [found.items, asked.items]);
  useEffect(() => {
    if (rows.length > 0)
      setSeen((old) => new Map([...old, ...rows.map((row) => [row.id, labelOf(noun, row)] as const)]));
  }, [rows, noun]);
  const options = (found.items ?? []).map((row) => optionOf(noun, row));
  const rest = chosen.filter((id) => q === '' && !options.some((option) => option.value === id));
  return {
    options: [...options, ...rest.map((id): Option => ({ value: id, label: names.get(id) ?? '…' }))],
    labels: names,
    loading: open && found.isPending,
    failed: found.error !== null,
    setOpen,
    setTyped,
  };
}

/** Why no option is listed. */
function emptyWord({ loading, failed }: { loading: boolean; failed: boolean }) {
  if (loading) return 'searching' as const;
  return failed ? ('searchFailed' as const) : ('notFound' as const);
}

/** Chooses one unit, post or person of the county; what is typed is searched for on the server, by sounds as well. */
export function PartySelect({
  noun,
  kind,
  known,
  first = [],
  value,
  onChange,
  ...rest
}: Common & { value: string | null; onChange: (value: string | null, name: string) => void }) {
  const { t } = useTranslation();
  const fixed = first.flatMap((group) => group.options);
  const own = value === null || fixed.some((option) => option.value === value) ? [] : [value];
  const parties = useParties({ noun, kind, known }, own);
  const others = parties.options.filter((option) => !fixed.some((one) => one.value === option.value));
  return (
    <Select
      {...rest}
      showSearch={{ filterOption: false, onSearch: parties.setTyped }}
      value={value ?? undefined}
      loading={parties.loading}
      notFoundContent={t(`list.${emptyWord(parties)}`)}
      placeholder={t('list.typeToSearch')}
      options={[...first, { label: t('list.directory'), options: others }]}
      onOpenChange={parties.setOpen}
      onChange={(next: string | undefined) => onChange(next ?? null, nameIn([...fixed, ...others], next))}
    />
  );
}

function nameIn(options: readonly Option[], value: string | undefined): string {
  const found = options.find((option) => option.value === value);
  return found?.lasting ?? found?.label ?? '';
}

/** Chooses several units, posts or people of the county. */
export function PartiesSelect({
  noun,
  kind,
  known,
  value,
  onChange,
  ...rest
}: Omit<Common, 'first'> & { value: readonly string[]; onChange: (value: string[]) => void }) {
  const { t } = useTranslation();
  const parties = useParties({ noun, kind, known }, value);
  return (
    <Select
      {...rest}
      mode="multiple"
      showSearch={{ filterOption: false, onSearch: parties.setTyped }}
      value={value.map((id) => ({ value: id, label: parties.labels.get(id) ?? '…' }))}
      labelInValue
      loading={parties.loading}
      notFoundContent={t(`list.${emptyWord(parties)}`)}
      placeholder={t('list.typeToSearch')}
      options={parties.options}
      onOpenChange={parties.setOpen}
      onChange={(next: { value: string }[]) => onChange(next.map((option) => option.value))}
    />
  );
}
