import { compile } from '../../../domain/process/compile.ts';
import { mendIds } from '../../../domain/process/mendIds.ts';
import { chain, diagram, endEvent, flow, gateway, startEvent, userTask } from './diagram.ts';

/** A choice between two work items, with what else an id is named by. */
const drawn = diagram(
  startEvent(),
  gateway('which', 'exclusive', 'which-b'),
  userTask('a').replace(' id=', ' name="a" id='),
  userTask('b'),
  endEvent(),
  chain('start', 'which'),
  flow('which', 'a', 'round = 1'),
  flow('which', 'b'),
  chain('a', 'end'),
  chain('b', 'end'),
);

const inside = (xml: string, from: string, to: string) =>
  xml.replaceAll(new RegExp(`(id|sourceRef|targetRef|default)="${from}"`, 'g'), `$1="${to}"`);

async function run(xml: string) {
  const result = await compile(xml);
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message.en).join('\n'));
  return result.graph;
}

it.each([
  ['in Chinese', '登记问题'],
  ['with a digit in front', '3f2b-77'],
  ['in braces', '{A-1}'],
  ['with a sign and a blank', 'a 1$'],
])('an id %s is replaced wherever it is named', async (_what, odd) => {
  const file = inside(inside(drawn, 'a', odd), 'which-b', `${odd}流`);
  const { bpmnXml, renamed } = mendIds(file);
  expect(renamed).toBe(2);
  const graph = await run(bpmnXml);
  const [named] = Object.values(graph.nodes).filter(({ name }) => name === 'a');
  expect(named?.incoming).toHaveLength(1);
  expect(named?.outgoing).toHaveLength(1);
  expect(graph.nodes.which).toMatchObject({ defaultFlow: expect.stringMatching(/^[a-z_]/i) });
});

it('ids that differ in what cannot be kept stay apart', async () => {
  const { bpmnXml } = mendIds(inside(inside(drawn, 'a', '甲'), 'b', '乙'));
  expect(Object.keys((await run(bpmnXml)).nodes)).toHaveLength(5);
});

it('elements without an id are given one', async () => {
  const { bpmnXml, renamed } = mendIds(
    drawn.replace(/<bpmn:sequenceFlow id="[^"]*"/g, '<bpmn:sequenceFlow').replace(/ default="[^"]*"/, ''),
  );
  expect(renamed).toBe(5);
  const result = await compile(bpmnXml);
  expect(result.ok ? [] : result.problems.map(({ rule }) => rule)).toEqual(['NO_CONDITION', 'NO_DEFAULT']);
});

it('references may name the namespace of the file', async () => {
  const file = drawn
    .replace('<bpmn:definitions', '<bpmn:definitions xmlns:tns="urn:own"')
    .replace(/targetNamespace="[^"]*"/, 'targetNamespace="urn:own"')
    .replace(/(sourceRef|targetRef|default)="/g, '$1="tns:')
    .replace(
      '<bpmn:endEvent id="end"/>',
      '<bpmn:endEvent id="end"><bpmn:incoming>tns:a-end</bpmn:incoming></bpmn:endEvent>',
    );
  const { bpmnXml, renamed } = mendIds(file);
  expect(renamed).toBe(0);
  expect(Object.keys((await run(bpmnXml)).flows)).toHaveLength(5);
});

it('a text that needs nothing is handed back as it came, and what only looks like an id is left', () => {
  expect(mendIds(drawn)).toEqual({ bpmnXml: drawn, renamed: 0 });
  const odd = inside(drawn, 'a', '1')
    .replace('name="a"', 'name="1"')
    .replace('</bpmn:process>', '<!-- id="1" --></bpmn:process>');
  const { bpmnXml } = mendIds(odd);
  expect(bpmnXml).toContain('name="1"');
  expect(bpmnXml).toContain('<!-- id="1" -->');
  expect(bpmnXml).not.toMatch(/<bpmn:userTask[^>]* id="1"/);
});
