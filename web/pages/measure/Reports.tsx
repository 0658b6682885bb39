import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Measure } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { Section } from '../../shared/Section.tsx';
import { StateTag } from '../../shared/StateTag.tsx';

const reporting = new Set(['REPORT', 'PLAN', 'COMPLETE', 'RECTIFY']);

/** What the units said, newest first, and what other units put in. */
export function Reports({ measure }: { measure: Measure }) {
  const { t } = useTranslation();
  const words = useWords();
  const reports = measure.workItems
    .filter((item) => reporting.has(item.kind) && item.text !== null && item.submittedOn !== null)
    .toSorted((a, b) => (b.submittedOn ?? '').localeCompare(a.submittedOn ?? ''));
  if (reports.length === 0 && measure.inputs.length === 0) {
    // A matter has no periods in which reports are due.
    if (measure.plan.kind === 'MATTER') return null;
    return (
      <Section title={t('measure.reports')}>
        <p className="empty">{t('measure.noReports')}</p>
      </Section>
    );
  }
  return (
    <Section title={`${t('measure.reports')} (${reports.length})`}>
      <ul className="reports">
        {reports.map((report) => (
          <li key={report.id}>
            <p>
              <span className="day">{report.submittedOn}</span> <strong>{report.unit?.name}</strong> ·{' '}
              <Link to={`/items/${report.id}`}>
                {words(report.kindLabel)} {report.period?.name}
              </Link>{' '}
              <StateTag state={report.state} />
            </p>
            <p className="sent-text">{report.text}</p>
          </li>
        ))}
        {measure.inputs.map((input) => (
          <li key={`${input.unit.id} ${input.period}`}>
            <p>
              <span className="day">{input.submittedOn}</span> <strong>{input.unit.name}</strong> ·{' '}
              {t('measure.inputOf', { period: input.period })}
            </p>
            <p className="sent-text">{input.text}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
