import { drawingFor } from '../../../domain/process/layout.ts';
import { boundary, chain, diagram, endEvent, flow, startEvent, userTask } from './diagram.ts';

const process = [startEvent(), userTask('x'), endEvent(), chain('start', 'x', 'end')];
const drawn = async () => (await drawingFor(diagram(...process))) ?? '';

it('a text with a whole drawing keeps it', async () => {
  expect(await drawingFor(await drawn())).toBeNull();
});

it.each<[string, RegExp]>([
  ['a step that is not drawn', /<bpmndi:BPMNShape [^>]*bpmnElement="x"[\s\S]*?<\/bpmndi:BPMNShape>/],
  ['a step without a place', /(?<=bpmnElement="x"[^>]*>\s*)<dc:Bounds [^>]*\/>/],
  ['a flow that is not drawn', /<bpmndi:BPMNEdge [\s\S]*?<\/bpmndi:BPMNEdge>/],
])('a drawing with %s is made anew', async (_what, part) => {
  const whole = await drawn();
  const lacking = whole.replace(part, '');
  expect(lacking).not.toBe(whole);
  const again = (await drawingFor(lacking)) ?? '';
  expect(again.match(/<dc:Bounds/g)).toHaveLength(3);
  expect(again.match(/<bpmndi:BPMNEdge/g)).toHaveLength(2);
});

it('what refers to something that is not in the file is left out of the drawing', async () => {
  const made = await drawingFor(
    diagram(...process, flow('x', 'nowhere', undefined, 'loose'), boundary('late', 'gone', true)),
  );
  expect(made).toContain('bpmnElement="x"');
  expect(made).not.toMatch(/loose|late/);
});
