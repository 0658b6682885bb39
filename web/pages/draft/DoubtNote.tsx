import { WarningOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../i18n/index.ts';
import type { Doubt } from './doubts.ts';
import type { ReviewActions } from './reviewActions.ts';

interface Props {
  doubts: Doubt[];
  actions: ReviewActions;
}

/** What is doubtful about a field, below it, and how to settle it. */
export function DoubtNote({ doubts, actions }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  return doubts.map((doubt) => (
    <div key={`${doubt.message.zh}`} className={`doubt finding-${doubt.severity}`}>
      <WarningOutlined aria-hidden="true" /> {words(doubt.message)}{' '}
      {doubt.name !== undefined && <NameChoices name={doubt.name} actions={actions} />}
      {doubt.severity === 'warning' && doubt.name === undefined && (
        <button type="button" className="link-button" onClick={() => actions.settle(doubt.measureId, doubt.field)}>
          {t('check.settle')}
        </button>
      )}
    </div>
  ));
}

function NameChoices({ name, actions }: { name: NonNullable<Doubt['name']>; actions: ReviewActions }) {
  const { t } = useTranslation();
  const decide = (choice: Parameters<ReviewActions['decideName']>[2]) =>
    actions.decideName(name.part, name.printed, choice);
  return (
    <span className="row-actions">
      {name.candidates.map((candidate) => (
        <button key={candidate.id} type="button" className="link-button" onClick={() => decide(candidate)}>
          {t('check.isThis', { name: candidate.name })}
        </button>
      ))}
      <button type="button" className="link-button" onClick={() => decide(null)}>
        {t('check.isNew')}
      </button>
    </span>
  );
}
