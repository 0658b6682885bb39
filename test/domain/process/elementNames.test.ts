import { BpmnModdle } from 'bpmn-moddle';
import { compile } from '../../../domain/process/compile.ts';
import { elementName } from '../../../domain/process/elementNames.ts';
import { elementIn } from '../../../domain/process/takeOut.ts';
import { boundary, chain, diagram, endEvent, flow, gateway, startEvent, subProcess, userTask } from './diagram.ts';

const named = (xml: string, name: string) => xml.replace(' id=', ` name="${name}" id=`);

const drawn = diagram(
  ...[startEvent(), named(userTask('report'), '报送'), gateway('g', 'exclusive', 'back'), endEvent()],
  ...[boundary('late', 'report', true), userTask('urge'), chain('late', 'urge', 'end'), chain('start', 'report', 'g')],
  ...[flow('g', 's', undefined, 'on'), flow('g', 'report', undefined, 'back'), flow('s', 'end', undefined, 'last')],
  named(subProcess('s', [startEvent('is'), userTask('iu'), endEvent('ie'), chain('is', 'iu', 'ie')]), '整改'),
);

async function nameOf(id: string) {
  const element = elementIn((await new BpmnModdle().fromXML(drawn)).rootElement, id);
  if (element === null) throw new Error(`no ${id}`);
  return elementName(element);
}

it.each([
  ['report', '报送', '报送'],
  ['g', '选择分支（‘报送’之后）', 'Choice (after ‘报送’)'],
  ['start', '开始（‘报送’之前）', 'Start (before ‘报送’)'],
  ['late', '限时（‘报送’上）', 'Time limit (on ‘报送’)'],
  ['is', '开始（‘整改’内）', 'Start (in ‘整改’)'],
  ['on', '选择分支（‘报送’之后） → 整改', 'Choice (after ‘报送’) → 整改'],
  ['last', '整改 → 结束', '整改 → End'],
])('%s is called %s', async (id, zh, en) => {
  expect(await nameOf(id)).toEqual({ zh, en });
});

it('what has no name and no named neighbour is called by nothing but its id', async () => {
  expect(await nameOf('urge')).toBeUndefined();
});

it('a finding calls an element by where it stands, not by its id', async () => {
  const result = await compile(drawn);
  if (result.ok) throw new Error('was compiled');
  const lacking = result.problems.find(({ rule }) => rule === 'NO_CONDITION');
  expect(lacking?.message.zh).toContain('“选择分支（‘报送’之后） → 整改”');
});
