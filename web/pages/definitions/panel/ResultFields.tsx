import { InputNumber, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { parametersIn, resultIn } from '../../../../domain/process/operationResult.ts';
import { Field } from '../../../shared/Field.tsx';
import { type Edited, setText, textOf } from './element.ts';

const mostPoints = 1000;

/** The result that a step sets by itself; whatever else a file has among the parameters stays. */
export function ResultFields({ edited }: { edited: Edited }) {
  const { t } = useTranslation();
  const written = textOf(edited, 'duban:parameters');
  const parameters = written === '' ? {} : parametersIn(written);
  const result = parameters === null ? null : resultIn(parameters);
  const { score, passed } = result ?? { score: null, passed: true };
  const change = (next: { score?: number | null; passed?: boolean }) => {
    const { score: _score, passed: _passed, ...others } = parameters ?? {};
    const said = { score, passed, ...next };
    const points = said.score === null ? {} : { score: said.score };
    setText(edited, 'duban:parameters', JSON.stringify({ ...others, ...points, passed: said.passed }));
  };
  return (
    <>
      <Field
        label={t('designer.points')}
        help={t('designer.pointsHelp')}
        error={result === null ? t('designer.resultUnreadable', { text: written }) : null}
      >
        {(id) => (
          <InputNumber
            id={id}
            className="full"
            min={0}
            max={mostPoints}
            value={score}
            onChange={(points) => change({ score: points })}
          />
        )}
      </Field>
      <Field label={t('designer.passed')}>
        {(id) => (
          <Switch
            id={id}
            checkedChildren={t('designer.passedYes')}
            unCheckedChildren={t('designer.passedNo')}
            checked={passed}
            onChange={(on) => change({ passed: on })}
          />
        )}
      </Field>
    </>
  );
}
