import { changesBetween } from '../../domain/process/changes.ts';
import { checkDefinition, resultOf } from '../../domain/process/check.ts';
import { lint } from '../../domain/process/lint.ts';
import { nothingRead } from '../../domain/process/readFile.ts';
import { answerFromThread } from '../http/answerFromThread.ts';
import type { CheckAnswer, CheckInput } from './checkInThread.ts';

async function check({ bpmnXml, options, before }: CheckInput): Promise<CheckAnswer> {
  const { graph, problems } = await checkDefinition(bpmnXml, options);
  if (problems.some(({ rule }) => nothingRead.includes(rule))) return { graph, problems };
  const whole = resultOf(graph, [...problems, ...(await lint(bpmnXml))]);
  return before === undefined ? whole : { ...whole, changes: await changesBetween(before, bpmnXml) };
}

answerFromThread(check);
