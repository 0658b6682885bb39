import { InputNumber } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { limitNames, limitRanges } from '../../../domain/countyLimits.ts';
import { useGet, useSend } from '../../data/hooks.ts';
import type { CountyLimitsAnswer } from '../../data/types.ts';
import { Facts } from '../../shared/Facts.tsx';
import { Field } from '../../shared/Field.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { SaveOnGround } from '../../shared/SaveOnGround.tsx';
import { type VersionEdit, VersionedSection } from '../../shared/VersionedSection.tsx';

type Version = CountyLimitsAnswer['versions'][number];

function Editor({ start, basedOn, why, onSaved, onClose }: VersionEdit<Version>) {
  const { t } = useTranslation();
  const [limits, setLimits] = useState(start.limits);
  const [reason, setReason] = useState(why);
  const save = useSend(onSaved);
  return (
    <>
      {limitNames.map((name) => (
        <Field key={name} label={t(`limits.names.${name}`)} required help={t(`limits.help.${name}`)}>
          {(id) => (
            <InputNumber
              id={id}
              min={limitRanges[name][0]}
              max={limitRanges[name][1]}
              precision={0}
              value={limits[name]}
              onChange={(value) => value !== null && setLimits({ ...limits, [name]: value })}
            />
          )}
        </Field>
      ))}
      <SaveOnGround
        reason={reason}
        setReason={setReason}
        help={t('limits.atOnce')}
        saving={save.isPending}
        problem={save.error}
        save={() => save.mutate({ path: '/limits', body: { limits, basedOn, reason: reason.trim() } })}
        onLeave={onClose}
      />
    </>
  );
}

/** Terms and limits that the county sets in its own rules, with what they were before. */
export function Limits({ admin }: { admin: boolean }) {
  const { t } = useTranslation();
  const query = useGet<CountyLimitsAnswer>('/limits');
  return (
    <Loaded query={query}>
      {({ versions }) => (
        <VersionedSection
          title={t('limits.title')}
          versions={versions}
          admin={admin}
          saved={t('limits.saved')}
          show={({ limits }) => (
            <Facts facts={limitNames.map((name) => ({ label: t(`limits.names.${name}`), value: limits[name] }))} />
          )}
          edit={(edit) => <Editor key={edit.start.version} {...edit} />}
        />
      )}
    </Loaded>
  );
}
