import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Field } from '../../shared/Field.tsx';

interface Props {
  addLabel?: string;
  onAdd?: () => void;
}

/** Search by name, kept in the address, and the button that adds a record. */
export function SearchHead({ addLabel, onAdd }: Props) {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const [text, setText] = useState(search.get('q') ?? '');
  return (
    <div className="filters">
      <Field label={t('org.search')}>
        {(id) => (
          <Input.Search
            id={id}
            allowClear
            value={text}
            enterButton={t('action.search')}
            onChange={(event) => setText(event.target.value)}
            onSearch={(value) => setSearch(value === '' ? {} : { q: value }, { replace: true })}
          />
        )}
      </Field>
      {onAdd && <Button onClick={onAdd}>{addLabel}</Button>}
    </div>
  );
}
