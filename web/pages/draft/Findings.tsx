import { CloseCircleOutlined, WarningOutlined } from '@ant-design/icons';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { uniqueKeys } from '../../shared/uniqueKeys.ts';
import { placeOf } from './placeOf.ts';

interface Props {
  findings: Finding[];
  /** Unfolded from the start: where the launch is next. */
  open: boolean;
  onGo: (place: ReturnType<typeof placeOf>) => void;
}

/** What must be put right (errors first) and what the reader was not sure of; each leads to its place. */
export const Findings = memo(function Findings({ findings, open, onGo }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const errors = findings.filter((finding) => finding.severity === 'error');
  const warnings = findings.filter((finding) => finding.severity === 'warning');
  const sorted = [...errors, ...warnings];
  const keys = uniqueKeys(sorted.map((finding) => finding.pointer));
  if (findings.length === 0) return <p className="ok-note">{t('draft.noFindings')}</p>;
  return (
    <details key={String(open)} className="draft-findings" open={open || errors.length > 0}>
      <summary>{t('draft.findings', { errors: errors.length, warnings: warnings.length })}</summary>
      <ul>
        {sorted.map((finding, index) => {
          const place = placeOf(finding.pointer);
          const Icon = finding.severity === 'error' ? CloseCircleOutlined : WarningOutlined;
          return (
            <li key={keys[index]} className={`finding-${finding.severity}`}>
              <Icon aria-hidden="true" />
              <span>
                {t(`draft.severity.${finding.severity}`)}：{words(finding.message)}
              </span>
              <button type="button" className="link-button" onClick={() => onGo(place)}>
                {place.measure !== undefined
                  ? t('draft.measureNumber', { n: place.measure + 1 })
                  : place.warning !== undefined
                    ? t('draft.inDocument')
                    : t(`draft.step.${place.step}`)}
              </button>
            </li>
          );
        })}
      </ul>
    </details>
  );
});
