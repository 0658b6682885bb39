import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { outcomeInWords } from '../../../domain/process/outcomeWords.ts';
import type { WorkItemDetail } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { FormAnswers } from '../../shared/form/FormAnswers.tsx';
import { Section } from '../../shared/Section.tsx';
import { sheetRowsOf } from './sheetFields.ts';
import { UnsentText } from './UnsentText.tsx';

/** What was handed in, for everybody who has nothing (more) to do with it. */
export function DonePart({ item }: { item: WorkItemDetail }) {
  const { t } = useTranslation();
  const words = useWords();
  const kept = sheetRowsOf(item);
  const text = item.text ?? item.reviews?.text ?? null;
  return (
    <Section title={t('item.handedIn')}>
      <UnsentText item={item} />
      {text === null ? (
        <p className="empty">
          {t(item.reviews?.waits ? 'review.waits' : 'item.notHandedIn', { unit: item.reviews?.unit?.name ?? '' })}
        </p>
      ) : (
        <p className="sent-text">{text}</p>
      )}
      <FormAnswers form={item.form} values={item.fields?.form} indicators={item.formContext?.indicators ?? []} />
      {item.outcome !== null && (
        <p>{t('list.told', { name: t('item.outcome'), value: words(outcomeInWords(item.outcome)) })}</p>
      )}
      {item.sheet && (
        <ul className="sheet-done">
          {item.sheet.reports.map((report) => (
            <li key={report.id}>
              <Link to={`/items/${report.id}`}>{report.measureTitle}</Link>
              <p className="sent-text">{kept.rows.get(report.id) ?? report.text ?? '—'}</p>
            </li>
          ))}
          {item.sheet.inputs.map((input) => (
            <li key={input.measureId}>
              <Link to={`/measures/${input.measureId}`}>{input.measureTitle}</Link>
              <p className="sent-text">{input.text ?? '—'}</p>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
