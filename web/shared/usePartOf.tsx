import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

interface Part {
  planId: string | null;
  planTitle: string | null;
  planKind: 'DOCUMENT' | 'MATTER' | null;
  measureId: string | null;
  measureTitle: string | null;
  /** What it is about, where no measure says so. */
  subject?: string | null;
}

/** What something is part of, as facts: a measure and its plan, or a row and its matter, said once where they share a name. */
export function usePartOf(): (of: Part) => { label: string; value: ReactNode }[] {
  const { t } = useTranslation();
  return ({ planId, planTitle, planKind, measureId, measureTitle, subject = null }) => {
    const matter = planKind === 'MATTER';
    const link = matter ? `/matters/${planId}` : `/plans/${planId}`;
    const whole = {
      label: t(matter ? 'matter.one' : 'item.plan'),
      value: planId && <Link to={link}>{planTitle}</Link>,
    };
    if (matter && measureTitle === planTitle) return [whole];
    const part = measureId === null ? subject : <Link to={`/measures/${measureId}`}>{measureTitle}</Link>;
    return [{ label: t(matter ? 'matter.row' : 'measure.title'), value: part ?? t('item.wholePlan') }, whole].map(
      ({ label, value }) => ({ label, value: value ?? '—' }),
    );
  };
}
