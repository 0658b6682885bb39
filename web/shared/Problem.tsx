import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ProblemError } from '../data/client.ts';

interface Props {
  problem: ProblemError | null | undefined;
  onRetry?: () => void;
  /** What has become of one’s work after a conflict, where the page says something else than usual. */
  kept?: string;
}

/** What went wrong, in words, and what to do: nothing typed is lost by it. */
export function Problem({ problem, onRetry, kept }: Props) {
  const { t } = useTranslation();
  if (!problem) return null;
  const heading = problem.title || t('problem.title');
  const more = problem.errors.filter(({ detail }) => detail !== problem.detail);
  return (
    <Alert
      className="problem"
      type={problem.status === 409 ? 'warning' : 'error'}
      showIcon
      title={heading}
      description={
        <>
          {problem.detail !== '' && problem.detail !== heading && <p>{problem.detail}</p>}
          {more.length > 0 && (
            <ul>
              {more.map((fault) => (
                <li key={`${fault.pointer} ${fault.detail}`}>{fault.detail}</li>
              ))}
            </ul>
          )}
          {problem.status === 409 && <p>{kept ?? t('problem.kept')}</p>}
        </>
      }
      action={onRetry && <Button onClick={onRetry}>{t('action.retry')}</Button>}
    />
  );
}
