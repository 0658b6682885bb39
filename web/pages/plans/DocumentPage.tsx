import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useGet } from '../../data/hooks.ts';
import type { Plan } from '../../data/types.ts';
import { Loaded } from '../../shared/Loaded.tsx';
import { MarkedText } from '../../shared/MarkedText.tsx';
import { Page } from '../../shared/Page.tsx';

interface PlanDocument {
  text: string;
  passages: { measureId: string; start: number; end: number }[];
}

/** The document as imported; each measure's passage leads to the measure. */
export function DocumentPage() {
  const { t } = useTranslation();
  const { id } = useParams();
  const plan = useGet<Plan>(`/plans/${id}`);
  const query = useGet<PlanDocument>(`/plans/${id}/document`);
  return (
    <Page title={t('plans.document')} trail={<Link to={`/plans/${id}`}>← {plan.data?.title ?? t('plans.title')}</Link>}>
      <Loaded query={query}>
        {(document) => (
          <MarkedText
            text={document.text}
            ranges={document.passages.map((passage) => ({ ...passage, key: passage.measureId }))}
            render={(range, text) => <Link to={`/measures/${range.key}`}>{text}</Link>}
          />
        )}
      </Loaded>
    </Page>
  );
}
