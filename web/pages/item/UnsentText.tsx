import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { WorkItem } from '../../data/types.ts';
import { useKeptText } from '../../shared/useKeptText.ts';

/** What this person had typed when somebody else closed the item: shown, so that it can be used elsewhere. */
export function UnsentText({ item }: { item: WorkItem }) {
  const { t } = useTranslation();
  const kept = useKeptText(item.id, '');
  // A sheet keeps all its rows as one record, which is nothing to read; its rows are shown with their reports.
  if (!kept.restored || item.kind === 'SHEET') return null;
  return (
    <Alert
      type="warning"
      showIcon
      className="gap"
      title={t('item.unsent')}
      description={<p className="sent-text">{kept.text}</p>}
      closable={{ onClose: kept.forget, 'aria-label': t('action.remove') }}
    />
  );
}
