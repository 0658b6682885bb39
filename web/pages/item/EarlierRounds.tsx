import { useTranslation } from 'react-i18next';
import type { FormContext } from '../../../domain/forms/values.ts';
import type { WorkItem } from '../../data/types.ts';
import { FormAnswers } from '../../shared/form/FormAnswers.tsx';
import { Section } from '../../shared/Section.tsx';
import { StateTag } from '../../shared/StateTag.tsx';

interface Props {
  rounds: WorkItem[];
  indicators: FormContext['indicators'];
}

export function EarlierRounds({ rounds, indicators }: Props) {
  const { t } = useTranslation();
  if (rounds.length === 0) return null;
  return (
    <Section title={t('item.rounds')}>
      <ol className="rounds">
        {rounds.map((round) => (
          <li key={round.id}>
            <p>
              {t('item.round', { n: round.round })} · <StateTag state={round.state} />{' '}
              <span className="day">{round.submittedOn}</span>
            </p>
            {round.text !== null && <p className="sent-text">{round.text}</p>}
            <FormAnswers form={round.form} values={round.fields?.form} indicators={indicators} />
            {round.returnedReason !== null && (
              <p>{t('list.told', { name: t('item.returnedReason'), value: round.returnedReason })}</p>
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
}
