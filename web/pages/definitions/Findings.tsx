import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DefinitionFinding } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';

interface Props {
  findings: DefinitionFinding[];
  /** Selects an element on the diagram; left out where there is none to select on. */
  onGo?: (elementId: string) => void;
  /** Takes an element out of the file that `isUndrawn`: there is nothing on the diagram to show or to remove. */
  onTakeOut?: (elementId: string) => void;
  isUndrawn?: (elementId: string) => boolean;
  nameOf: (elementId: string) => string;
}

/** What the check has found: errors keep a definition from being published, warnings do not. */
export function Findings({ findings, onGo, onTakeOut, isUndrawn, nameOf }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  // Two fields of one name lack the same: saying it once is enough.
  const byWords = new Map(
    findings.map((finding) => [`${finding.rule} ${finding.elementId} ${finding.message.en}`, finding]),
  );
  if (findings.length === 0) return <p className="empty">{t('definitions.noFindings')}</p>;
  return (
    <ul className="findings" aria-label={t('definitions.findings')}>
      {[...byWords].map(([key, { elementId, severity, message }]) => (
        <li key={key} className={`finding-${severity}`}>
          <strong>{t(`definitions.severity.${severity}`)}</strong>
          <span>
            {words(message)}
            {elementId !== null && nameOf(elementId) !== elementId && !words(message).includes(nameOf(elementId)) && (
              <span className="muted"> · {nameOf(elementId)}</span>
            )}
          </span>
          {elementId !== null && isUndrawn?.(elementId) === true && (
            <Button
              size="small"
              aria-label={t('definitions.takeOutOne', { name: nameOf(elementId) })}
              onClick={() => onTakeOut?.(elementId)}
            >
              {t('definitions.takeOut')}
            </Button>
          )}
          {elementId !== null && isUndrawn?.(elementId) !== true && onGo !== undefined && (
            <Button
              size="small"
              aria-label={t('definitions.showOne', { name: nameOf(elementId) })}
              onClick={() => onGo(elementId)}
            >
              {t('definitions.show')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
