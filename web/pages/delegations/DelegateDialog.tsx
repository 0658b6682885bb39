import { useTranslation } from 'react-i18next';
import { useSession } from '../../data/session.tsx';
import { postName } from '../../shared/Names.tsx';
import { type FieldSpec, RecordDialog } from '../../shared/RecordDialog.tsx';

/** Gives a post's acting to somebody from day to day: one's own, or for another who is away. */
export function DelegateDialog({ forOthers, onClose }: { forOthers: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const { user } = useSession();
  const own = user.posts.filter((post) => post.delegation === null && post.kind !== 'ADMIN');
  const who: FieldSpec[] = forOthers
    ? [
        {
          ...{ key: 'fromPersonId', label: t('delegation.from'), type: 'select', required: true },
          party: { noun: 'people' },
        },
        { key: 'postId', label: t('delegation.post'), type: 'select', required: true, party: { noun: 'posts' } },
      ]
    : [
        {
          ...{ key: 'postId', label: t('delegation.post'), type: 'select', required: true },
          options: own.map((post) => ({
            value: post.id,
            label: postName(post.unit?.name, post.title),
          })),
        },
      ];
  return (
    <RecordDialog
      title={t('delegation.add')}
      fields={[
        ...who,
        {
          ...{ key: 'toPersonId', label: t('delegation.to'), type: 'select', required: true },
          ...{ party: { noun: 'delegates' }, help: t('delegation.toHelp') },
        },
        { key: 'fromDay', label: t('delegation.fromDay'), type: 'day', required: true },
        { key: 'toDay', label: t('delegation.toDay'), type: 'day', required: true },
        { key: 'signingOnly', label: t('delegation.signingOnly'), type: 'check', help: t('delegation.signingHelp') },
        { key: 'reason', label: t('delegation.reason'), type: 'text', required: true },
      ]}
      initial={{
        ...{ postId: forOthers ? null : (own[0]?.id ?? null), toPersonId: null, signingOnly: false, reason: '' },
        ...{ fromDay: user.businessDate, toDay: null },
        ...(forOthers ? { fromPersonId: null } : {}),
      }}
      request={(body) => ({ path: '/delegations', body })}
      onClose={onClose}
    />
  );
}
