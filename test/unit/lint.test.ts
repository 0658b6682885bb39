import { readFileSync } from 'node:fs';
import { checkInThread } from '../../api/definitions/checkInThread.ts';
import { chain, diagram, endEvent, flow, gateway, startEvent, userTask } from '../domain/process/diagram.ts';

const check = (bpmnXml: string) => checkInThread({ bpmnXml, options: { key: 'own', purpose: 'BESIDE', callable: {} } });

const around = (id: string, ...xml: string[]) => diagram(startEvent(), endEvent(), chain('start', id, 'end'), ...xml);

describe('how a drawing reads', () => {
  it.each([
    ['NO_NAME', 'x', around('x', userTask('x'))],
    ['DUPLICATE_FLOW', 'twice', around('x', userTask('x'), flow('x', 'end', undefined, 'twice'))],
    [
      'NEEDLESS_GATEWAY',
      'g',
      diagram(startEvent(), gateway('g', 'exclusive'), userTask('x'), endEvent(), chain('start', 'g', 'x', 'end')),
    ],
    ['IMPLICIT_SPLIT', 'x', around('x', userTask('x'), userTask('y'), chain('x', 'y', 'end'))],
    [
      'JOIN_AND_FORK',
      'g',
      diagram(
        ...[startEvent(), gateway('f', 'parallel'), gateway('g', 'parallel'), gateway('j', 'parallel')],
        ...['a', 'b', 'c', 'd'].map((id) => userTask(id)),
        ...[endEvent(), chain('start', 'f', 'a', 'g', 'c', 'j', 'end'), chain('f', 'b', 'g', 'd', 'j')],
      ),
    ],
  ])('%s', async (rule, elementId, xml) => {
    const { problems } = await check(xml);
    expect(problems).toContainEqual(expect.objectContaining({ rule, elementId }));
  });

  it('with one shape over another is said of both', async () => {
    const shapes = ['x', 'y'].map(
      (id, at) =>
        `<bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}"><dc:Bounds x="${at * 50}" y="0" width="100" height="80"/></bpmndi:BPMNShape>`,
    );
    const drawing = `<bpmndi:BPMNDiagram xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" id="d"><bpmndi:BPMNPlane id="pl" bpmnElement="p">${shapes.join('')}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>`;
    const { problems } = await check(
      diagram(startEvent(), userTask('x'), userTask('y'), endEvent(), chain('start', 'x', 'y', 'end')).replace(
        '</bpmn:definitions>',
        `${drawing}</bpmn:definitions>`,
      ),
    );
    const over = problems.filter(({ rule }) => rule === 'OVERLAPS').map(({ elementId }) => elementId);
    expect(over.sort()).toEqual(['x', 'y']);
  });

  it('with nothing drawn is said once for each element, and refused', async () => {
    const { graph, problems } = await check(around('x', userTask('x')));
    const undrawn = problems.filter(({ rule }) => rule === 'NOT_DRAWN');
    expect(undrawn.map(({ elementId }) => elementId).sort()).toEqual(['end', 'start', 'start-x', 'x', 'x-end']);
    expect(new Set(undrawn.map(({ severity }) => severity))).toEqual(new Set(['error']));
    expect(graph).toBeNull();
  });
});

it.each([
  ['measure-lifecycle', 'measureLifecycle', 'MEASURE'],
  ['unit-in-plan', 'unitInPlan', 'UNIT_IN_PLAN'],
  ['fill-group', 'fillGroup', 'GROUP'],
  ['instruction', 'instruction', 'BESIDE'],
  ['rectification', 'rectification', 'BESIDE'],
  ['inspection-visit', 'inspectionVisit', 'BESIDE'],
  ['responsibility-letter', 'responsibilityLetter', 'BESIDE'],
  ['monthly-meeting', 'monthlyMeeting', 'BESIDE'],
  ['petition', 'petition', 'BESIDE'],
] as const)('the shipped %s has nothing to complain of', async (file, key, purpose) => {
  const url = new URL(`../../workflows/definitions/${file}.bpmn`, import.meta.url);
  const bpmnXml = readFileSync(url, 'utf8');
  const { graph, problems } = await checkInThread({ bpmnXml, options: { key, purpose, callable: {} } });
  expect(graph).not.toBeNull();
  expect(problems).toEqual([]);
});
