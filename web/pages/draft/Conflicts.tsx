import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DraftHandle } from './useDraft.ts';

/** Measures that somebody else changed at the same time: theirs stands until one has chosen. */
export function Conflicts({ handle }: { handle: DraftHandle }) {
  const { t } = useTranslation();
  return handle.conflicts.map((conflict) => (
    <Alert
      key={conflict.id}
      type="warning"
      showIcon
      className="gap"
      title={t('check.conflict', { title: conflict.theirs?.title ?? conflict.mine?.title ?? '' })}
      description={
        <>
          <p>{t(conflict.theirs === null ? 'check.conflictRemoved' : 'check.conflictText')}</p>
          <span className="row-actions">
            <Button size="small" onClick={() => handle.settle(conflict, 'theirs')}>
              {t('check.takeTheirs')}
            </Button>
            <Button size="small" onClick={() => handle.settle(conflict, 'mine')}>
              {t(conflict.mine === null ? 'check.removeAnyway' : 'check.takeMine')}
            </Button>
          </span>
        </>
      }
    />
  ));
}
