import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSend } from '../../data/hooks.ts';
import type { WorkItem } from '../../data/types.ts';
import { Problem } from '../../shared/Problem.tsx';

/** Asks its holder to sign for an item 签收 before its limit. */
export function SignPart({ item: { id, version, signing, can } }: { item: WorkItem }) {
  const { t } = useTranslation();
  const send = useSend();
  if (signing === null || !can.sign) return null;
  return (
    <>
      <Problem problem={send.error} />
      <Alert
        className="gap"
        type={signing.late ? 'warning' : 'info'}
        showIcon
        title={t(signing.late ? 'item.signLate' : 'item.signBy', { day: signing.by })}
        description={t('item.signHelp')}
        action={
          <Button
            type="primary"
            loading={send.isPending}
            onClick={() => send.mutate({ path: `/work-items/${id}/sign`, body: { version } })}
          >
            {t('item.sign')}
          </Button>
        }
      />
    </>
  );
}
