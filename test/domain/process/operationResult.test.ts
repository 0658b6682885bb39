import { skippedResult } from '../../../domain/monitoring.ts';
import { operationNames, operationResults } from '../../../domain/process/extension.ts';
import { parametersIn, resultIn, resultInWords } from '../../../domain/process/operationResult.ts';

it.each([
  ['{"score": 86.5, "passed": false}', '得分86.5，不合格', 'score 86.5, not passed'],
  ['{"score": 100}', '得分100，合格', 'score 100, passed'],
  ['{"passed": true, "note": "x"}', '合格', 'passed'],
  ['{}', '合格', 'passed'],
])('%s sets a result that is told in words', (text, zh, en) => {
  const result = resultIn(parametersIn(text) ?? {});
  expect(result && resultInWords(result)).toEqual({ zh, en });
});

it.each(['[1]', 'null', '"high"', '{score: 1}', ''])('%s is no parameters', (text) => {
  expect(parametersIn(text)).toBeNull();
});

it.each(['{"score": "86"}', '{"passed": "yes"}', '{"passed": null}'])('%s sets no result', (text) => {
  expect(resultIn(parametersIn(text) ?? {})).toBeNull();
});

it('conditions are offered what every operation answers, even one that was passed over', () => {
  for (const name of operationNames) {
    const { skipped: _skipped, ...answered } = skippedResult(name) ?? {};
    expect(operationResults[name] ?? []).toEqual(expect.arrayContaining(Object.keys(answered)));
  }
});
