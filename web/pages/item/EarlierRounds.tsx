import { useTranslation } from 'react-i18next';
import type { WorkItem } from '../../data/types.ts';
import { Section } from '../../shared/Section.tsx';
import { StateTag } from '../../shared/StateTag.tsx';

export function EarlierRounds({ rounds }: { rounds: WorkItem[] }) {
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
            {round.returnedReason !== null && (
              <p>
                {t('item.returnedReason')}：{round.returnedReason}
              </p>
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
}
