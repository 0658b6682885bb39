import { useTranslation } from 'react-i18next';
import type { WorkItemDetail } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { FormAnswers } from '../../shared/form/FormAnswers.tsx';
import { Section } from '../../shared/Section.tsx';

/** What earlier steps of the process filled in for whoever comes after. */
export function PassedOn({ item }: { item: WorkItemDetail }) {
  const { t } = useTranslation();
  const words = useWords();
  if (item.passedOn.length === 0) return null;
  return (
    <Section title={t('item.passedOn')}>
      <ol className="rounds">
        {item.passedOn.map((step) => (
          <li key={step.id}>
            <p>
              {[words(step.kindLabel), step.unit?.name].filter((part) => part != null).join(' · ')}{' '}
              <span className="day">{step.submittedOn}</span>
            </p>
            <FormAnswers form={step.form} values={step.values} indicators={item.formContext?.indicators ?? []} />
          </li>
        ))}
      </ol>
    </Section>
  );
}
