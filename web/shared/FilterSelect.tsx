import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Field } from './Field.tsx';

/**
 * Filters of a list stand in its address, so that a count can link to what it counts and going back keeps them.
 * `withChange` is the address with some of them changed, `null` leaving one out; `set` goes there.
 */
export function useFilters() {
  const [search, setSearch] = useSearchParams();
  const withChange = (values: Record<string, string | null>): URLSearchParams => {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries(values)) {
      if (value === null) next.delete(name);
      else next.set(name, value);
    }
    return next;
  };
  return {
    get: (name: string) => search.get(name),
    withChange,
    set: (values: Record<string, string | null>) => setSearch(withChange(values), { replace: true }),
  };
}

export interface FilterSelectProps {
  /** Its name in the address. */
  name: string;
  label: string;
  options: { value: string; label: string }[];
  onChange?: () => void;
}

/** One filter of a list; cleared, everything is shown. */
export function FilterSelect({ name, label, options, onChange }: FilterSelectProps) {
  const { t } = useTranslation();
  const { get, set } = useFilters();
  return (
    <Field label={label}>
      {(id) => (
        <Select
          id={id}
          allowClear
          placeholder={t('filter.all')}
          value={get(name) ?? undefined}
          options={options}
          onChange={(value: string | undefined) => {
            onChange?.();
            set({ [name]: value ?? null });
          }}
        />
      )}
    </Field>
  );
}
