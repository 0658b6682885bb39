import { type CheckResult, checkDefinition, resultOf } from '../../domain/process/check.ts';
import { lint } from '../../domain/process/lint.ts';
import { answerFromThread } from '../http/answerFromThread.ts';
import type { CheckInput } from './checkInThread.ts';

async function check({ bpmnXml, options }: CheckInput): Promise<CheckResult> {
  const { graph, problems } = await checkDefinition(bpmnXml, options);
  if (problems.some(({ rule }) => rule === 'NOT_BPMN')) return { graph, problems };
  return resultOf(graph, [...problems, ...(await lint(bpmnXml))]);
}

answerFromThread(check);
