import { Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useList } from '../data/hooks.ts';
import { queryString } from '../data/query.ts';

const waitMs = 250;
const shown = 20;

interface Props {
  id?: string;
  /** People instead of units are proposed. */
  people?: boolean;
  value: readonly string[];
  onChange: (names: string[]) => void;
}

/** Names as a document prints them; those of the county are proposed while one types, by sounds as well. */
export function PartyTags({ id, people = false, value, onChange }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [q, setQ] = useState('');
  useEffect(() => {
    const wait = setTimeout(() => setQ(typed.trim()), waitMs);
    return () => clearTimeout(wait);
  }, [typed]);
  const found = useList<{ id: string; name: string }>(
    q === '' ? null : `/${people ? 'people' : 'units'}${queryString({ q, limit: shown })}`,
  );
  const names = [...new Set((found.items ?? []).map((item) => item.name))];
  const others = typed.trim() === '' ? [] : names.filter((name) => !value.includes(name));
  return (
    <Select
      id={id}
      mode="tags"
      suffixIcon={null}
      open={others.length > 0}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      tokenSeparators={['、', '，', ',', '；', ';']}
      placeholder={t('list.typeToSearch')}
      value={[...value]}
      options={others.map((name) => ({ value: name, label: name }))}
      onChange={(next: string[]) => {
        setTyped('');
        onChange(next);
      }}
    />
  );
}
