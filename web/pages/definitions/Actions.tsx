import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useSend } from '../../data/hooks.ts';
import type { Definition } from '../../data/types.ts';
import { Problem } from '../../shared/Problem.tsx';
import { RecordDialog } from '../../shared/RecordDialog.tsx';

interface Props {
  definition: Definition;
  /** The revision to decide on, and whether everything drawn here is stored at it. */
  revision: number;
  ready: boolean;
}

type Dialog = 'submit' | 'return';

/** What can be done with a draft: hand in, take back, return, approve, discard. */
export function Actions({ definition, revision, ready }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const { can, id } = definition;
  const send = useSend();
  const discard = useSend(() => void navigate('/definitions'));
  const act = (name: string) => send.mutate({ path: `/definitions/${id}/${name}`, body: { revision } });
  return (
    <>
      <div className="row-actions">
        {can.edit && (
          <Button type="primary" disabled={!ready} onClick={() => setDialog('submit')}>
            {t('definitions.submit')}
          </Button>
        )}
        {can.recall && <Button onClick={() => act('recall')}>{t('definitions.recall')}</Button>}
        {can.review && (
          <>
            <Popconfirm
              title={t('definitions.approveSure')}
              okText={t('definitions.approve')}
              cancelText={t('action.cancel')}
              onConfirm={() => act('approve')}
            >
              <Button type="primary" loading={send.isPending}>
                {t('definitions.approve')}
              </Button>
            </Popconfirm>
            <Button onClick={() => setDialog('return')}>{t('definitions.return')}</Button>
          </>
        )}
        {can.discard && (
          <Popconfirm
            title={t('definitions.discardSure')}
            okText={t('definitions.discard')}
            cancelText={t('action.cancel')}
            onConfirm={() => discard.mutate({ path: `/definitions/${id}/discard`, body: { revision } })}
          >
            <Button danger>{t('definitions.discard')}</Button>
          </Popconfirm>
        )}
      </div>
      <Problem problem={send.error ?? discard.error} />
      {dialog === 'submit' && (
        <RecordDialog
          title={t('definitions.submit')}
          okText={t('definitions.submit')}
          fields={[{ key: 'note', label: t('definitions.note'), type: 'long', help: t('definitions.noteHelp') }]}
          initial={{ note: '' }}
          request={(values) => ({ path: `/definitions/${id}/submit`, body: { ...values, revision } })}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'return' && (
        <RecordDialog
          title={t('definitions.return')}
          okText={t('definitions.return')}
          fields={[{ key: 'reason', label: t('definitions.reason'), type: 'long', required: true }]}
          initial={{ reason: '' }}
          request={(values) => ({ path: `/definitions/${id}/return`, body: { ...values, revision } })}
          onClose={() => setDialog(null)}
        />
      )}
    </>
  );
}
