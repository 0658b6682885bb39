import { BpmnModdle } from 'bpmn-moddle';
import { compile } from '../../../domain/process/compile.ts';
import { extensionPackage } from '../../../domain/process/extension.ts';
import { elementIn, takingOut } from '../../../domain/process/takeOut.ts';
import { chain, diagram, endEvent, startEvent, userTask } from './diagram.ts';

const runs = [startEvent(), userTask('x'), endEvent(), chain('start', 'x', 'end')];
const other = `<bpmn:process id="q"><bpmn:startEvent id="s2"/>${userTask('t2')}${chain('s2', 't2')}</bpmn:process>`;
const pools =
  '<bpmn:collaboration id="c"><bpmn:participant id="p1" processRef="p"/><bpmn:participant id="p2" processRef="q"/><bpmn:messageFlow id="m" sourceRef="x" targetRef="s2"/></bpmn:collaboration>';
const after = (more: string) => diagram(...runs).replace('</bpmn:process>', `</bpmn:process>${more}`);

async function without(bpmnXml: string, id: string): Promise<string> {
  const moddle = new BpmnModdle({ duban: extensionPackage });
  const { rootElement } = await moddle.fromXML(bpmnXml);
  const element = elementIn(rootElement, id);
  if (element === null) throw new Error('is not there');
  for (const { of, list, after } of takingOut(rootElement, element)) of.set(list, after);
  return (await moddle.toXML(rootElement)).xml;
}

it.each([
  ['a second process', 'q'],
  ['the pool of a second process', 'p2'],
])('%s goes with its pool, its steps and the messages to it', async (_what, id) => {
  const left = await without(after(other + pools), id);
  expect(left).not.toMatch(/"(q|p2|s2|t2|m)"/);
  expect(await compile(left)).toMatchObject({ ok: true, warnings: [] });
});

it.each([
  ['a task outside a process', after('<bpmn:globalUserTask id="g"/>'), 'g'],
  [
    'a step with the flows to it',
    diagram(...runs, '<bpmn:manualTask id="y"><bpmn:incoming>x-y</bpmn:incoming></bpmn:manualTask>', chain('x', 'y')),
    'y',
  ],
])('%s goes alone', async (_what, bpmnXml, id) => {
  expect((await compile(bpmnXml)).ok).toBe(false);
  expect(await compile(await without(bpmnXml, id))).toMatchObject({ ok: true, warnings: [] });
});

it('what was drawn of it goes from the drawing too', async () => {
  const shape = (id: string) => `<bpmndi:BPMNShape id="d-${id}" bpmnElement="${id}"/>`;
  const drawing = (id: string, of: string, ...shown: string[]) =>
    `<bpmndi:BPMNDiagram id="${id}"><bpmndi:BPMNPlane bpmnElement="${of}">${shown.map(shape).join('')}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>`;
  const file = after(other + drawing('d1', 'p', 'x', 't2') + drawing('d2', 'q', 's2')).replace(
    'xmlns:duban',
    'xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:duban',
  );
  const left = await without(file, 'q');
  expect(left).toContain('d-x');
  expect(left).not.toMatch(/d2|d-t2|d-s2/);
});
