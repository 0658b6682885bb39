import { Checkbox, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type RungChannel, rungChannels } from '../../../domain/channels/types.ts';
import { letterKindFacts, letterKinds } from '../../../domain/letters/kinds.ts';
import { useWords } from '../../i18n/index.ts';
import { Field } from '../../shared/Field.tsx';
import { PartiesSelect, PartySelect } from '../../shared/PartySelect.tsx';
import type { EditedRung } from './useLadderEdit.ts';

/** What only a rung that somebody signs has. */
const UNSIGNED = { letter: undefined, approverPostId: undefined, approveWithin: undefined, deputyPostId: undefined };

/** A unit's group hears only of reminders and urgings that go out by themselves. */
function mayTellGroup({ group, letter }: EditedRung): boolean {
  return (group === 'REMIND' || group === 'URGE') && letter === undefined;
}

/** What was chosen and is still possible; absent where nothing is. */
function allowed(chosen: RungChannel[] | undefined, channels: readonly RungChannel[]): RungChannel[] | undefined {
  const left = (chosen ?? []).filter((one) => channels.includes(one));
  return left.length > 0 ? left : undefined;
}

type Days = 'coolDown' | 'listedBefore' | 'explainWithin' | 'approveWithin';

interface Props {
  rung: EditedRung;
  onDone: (rung: EditedRung) => void;
  onClose: () => void;
}

/** Everything about a rung that is rarely touched: times to wait, posts, letter, who decides and within what time. */
export function RungDialog({ rung: start, onDone, onClose }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const [rung, setRung] = useState(start);
  const set = (change: Partial<EditedRung>) => setRung({ ...rung, ...change });
  const days = (key: Days, help?: string) => (
    <Field key={key} label={t(`ladders.field.${key}`)} help={help}>
      {(id) => (
        <InputNumber
          id={id}
          min={1}
          max={60}
          precision={0}
          value={rung[key] ?? null}
          onChange={(n) =>
            set({ [key]: n ?? undefined, ...(key === 'listedBefore' && n ? { onDaysOff: undefined } : {}) })
          }
        />
      )}
    </Field>
  );
  const post = (who: 'approver' | 'deputy') => (
    <Field label={t(`ladders.field.${who}`)} help={t(`ladders.${who}Help`)}>
      {(id) => (
        <PartySelect
          id={id}
          className="full"
          noun="posts"
          allowClear
          value={rung[`${who}PostId`] ?? null}
          onChange={(chosen) => set({ [`${who}PostId`]: chosen ?? undefined })}
        />
      )}
    </Field>
  );
  const channels = rungChannels.filter((one) => one !== 'robot' || mayTellGroup(rung));
  const maySend = rung.group === 'REMIND' || rung.group === 'URGE';
  const signed = rung.needsApproval !== null || rung.letter !== undefined;
  return (
    <Modal
      open
      title={t('ladders.moreOf', { name: words(rung.label) })}
      okText={t('ladders.take')}
      cancelText={t('action.cancel')}
      onOk={() => onDone({ ...rung, channels: allowed(rung.channels, channels) })}
      onCancel={onClose}
    >
      {days('coolDown', t('ladders.coolDownHelp'))}
      <Field label={t('ladders.field.posts')} help={t('ladders.postsHelp')}>
        {(id) => (
          <PartiesSelect
            id={id}
            className="full"
            noun="posts"
            value={rung.posts ?? []}
            onChange={(posts) =>
              set({
                posts: posts.length > 0 ? posts : undefined,
                audience: [
                  ...rung.audience.filter((one) => one !== 'post'),
                  ...(posts.length > 0 ? ['post' as const] : []),
                ],
              })
            }
          />
        )}
      </Field>
      <Field label={t('ladders.field.channels')} help={t('ladders.channelsHelp')}>
        {(id) => (
          <Select
            id={id}
            className="full"
            mode="multiple"
            value={(rung.channels ?? []).filter((one) => channels.includes(one))}
            options={channels.map((value) => ({ value, label: t(`ladders.channel.${value}`) }))}
            onChange={(chosen) => set({ channels: chosen.length > 0 ? chosen : undefined })}
          />
        )}
      </Field>
      {rung.listedBefore === undefined && (
        <Field label={t('ladders.field.onDaysOff')} help={t('ladders.onDaysOffHelp')}>
          {(id) => (
            <Checkbox
              id={id}
              checked={rung.onDaysOff === true}
              onChange={(event) => set({ onDaysOff: event.target.checked || undefined })}
            />
          )}
        </Field>
      )}
      {(maySend || rung.action === 'letter') && (
        <Field label={t('ladders.field.letter')} help={maySend ? t('ladders.letterHelp') : undefined}>
          {(id) => (
            <Select
              id={id}
              className="full"
              allowClear={maySend}
              value={rung.letter ?? (maySend ? null : 'SUPERVISION')}
              options={letterKinds
                .filter((kind) => letterKindFacts[kind].signs === 'officeHead')
                .map((kind) => ({ value: kind, label: words(letterKindFacts[kind].label) }))}
              onChange={(letter) => set(letter ? { letter } : UNSIGNED)}
            />
          )}
        </Field>
      )}
      {rung.group === 'COPY' && days('listedBefore', t('ladders.listedHelp'))}
      {signed && !maySend && days('explainWithin', t('ladders.explainHelp'))}
      {signed && (
        <>
          {post('approver')}
          {days('approveWithin', t('ladders.approveWithinHelp'))}
          {post('deputy')}
        </>
      )}
    </Modal>
  );
}
