import { formProblems } from '../../../domain/forms/checkForm.ts';
import type { Form } from '../../../domain/forms/types.ts';
import { checkValues } from '../../../domain/forms/values.ts';
import { compile } from '../../../domain/process/compile.ts';
import { chain, diagram, endEvent, startEvent, userTask } from '../process/diagram.ts';
import { Random } from '../process/random.ts';
import { formXml } from './formXml.ts';
import { context, makeForm } from './generate.ts';

const seed = Number(process.env.TEST_SEED ?? 20_200_630);
const runs = process.env.TEST_FULL ? 2_000 : 150;

/** The form as the server keeps it with an item: out of the BPMN file, through JSON. */
async function stored(form: Form): Promise<Form> {
  const task = userTask('x', { kind: 'DECIDE' }, formXml(form));
  const result = await compile(diagram(startEvent(), task, endEvent(), chain('start', 'x', 'end')));
  const node = result.ok ? result.graph.nodes.x : undefined;
  if (node?.type !== 'userTask' || node.task.form === undefined) throw new Error(JSON.stringify(result));
  return JSON.parse(JSON.stringify(node.task.form)) as Form;
}

it(`what the page lets through the server takes, and what one refuses both refuse, naming the field (seed ${seed})`, async () => {
  const random = new Random(seed);
  for (let run = 0; run < runs; run++) {
    const { form, values, spoilt, shown } = makeForm(random);
    const told = `run ${run}: ${JSON.stringify({ form, values })}`;
    expect([told, formProblems(form).filter(({ severity }) => severity === 'error')]).toEqual([told, []]);
    const kept = await stored(form);

    const page = checkValues(form, values, context);
    expect([told, page.problems]).toEqual([told, []]);
    expect([told, Object.keys(page.values).sort()]).toEqual([told, [...shown].sort()]);
    // What was found good is good again, on the other side and as it went over the wire.
    const wire: unknown = JSON.parse(JSON.stringify(page.values));
    expect([told, checkValues(kept, wire, context)]).toEqual([told, page]);

    for (const [key, bad] of spoilt) {
      // An answer that others hang on changes what is shown; its own fault is what counts here.
      const wrong = { ...values, [key]: bad };
      const here = checkValues(form, wrong, context).problems;
      expect([told, key, here.some(({ pointer }) => `${pointer}/`.startsWith(`/fields/form/${key}/`))]).toEqual([
        told,
        key,
        true,
      ]);
      const label = form.find((field) => field.key === key)?.label;
      const own = here.find(({ pointer }) => `${pointer}/`.startsWith(`/fields/form/${key}/`))?.message;
      expect([own?.zh.includes(`“${label?.zh}`), own?.en.includes(`“${label?.en}`)]).toEqual([true, true]);
      expect([told, checkValues(kept, JSON.parse(JSON.stringify(wrong)), context).problems]).toEqual([told, here]);
    }
    for (const field of form.filter(({ key, required }) => required && shown.has(key))) {
      const { [field.key]: _left, ...others } = page.values;
      expect([
        told,
        checkValues(kept, others, context).problems.some(({ pointer }) => pointer === `/fields/form/${field.key}`),
      ]).toEqual([told, true]);
    }
  }
});
