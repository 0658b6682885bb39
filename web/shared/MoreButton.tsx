import { Button } from 'antd';
import { useTranslation } from 'react-i18next';

interface Props {
  list: { items: unknown[] | undefined; hasMore: boolean; isLoadingMore: boolean; loadMore: () => void };
}

/** How many are shown, and the rest on demand. */
export function MoreButton({ list }: Props) {
  const { t } = useTranslation();
  if (list.items === undefined || list.items.length === 0) return null;
  return (
    <p className="more">
      <span className="muted">
        {list.hasMore ? t('list.shown', { n: list.items.length }) : t('list.all', { n: list.items.length })}
      </span>
      {list.hasMore && (
        <Button onClick={list.loadMore} loading={list.isLoadingMore}>
          {t('list.more')}
        </Button>
      )}
    </p>
  );
}
