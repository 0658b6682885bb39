import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useList } from '../../data/hooks.ts';
import type { WorkItem } from '../../data/types.ts';
import { Section } from '../../shared/Section.tsx';
import { UrgeItems } from './UrgeItems.tsx';

/** Overdue items shown on the first page; the others stand in their list. */
const SHOWN = 10;

/** What is overdue longest, to be urged from where one stands; nothing where nothing is overdue. */
export function OverdueItems() {
  const { t } = useTranslation();
  const { items } = useList<WorkItem>(`/work-items?state=open&overdue=true&limit=${SHOWN}`);
  if (items === undefined || items.length === 0) return null;
  return (
    <Section
      title={t('urging.overdue')}
      extra={<Link to="/items?state=open&overdue=true">{t('urging.allOverdue')}</Link>}
    >
      <UrgeItems label={t('urging.overdue')} items={items} show={['of', 'unit', 'state']} empty="" />
    </Section>
  );
}
