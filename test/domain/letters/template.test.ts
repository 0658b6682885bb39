import { readFileSync } from 'node:fs';
import { formFields } from '../../../api/letters/file/formFields.ts';
import {
  draftLetter,
  letterKindFacts,
  letterKinds,
  letterValueNames,
  requireSoundTemplate,
  sampleFacts,
} from '../../../domain/letters/index.ts';
import { checkTemplate, renderTemplate } from '../../../domain/letters/template.ts';

const faults = (template: string) => checkTemplate(template, { 单位: '县教育局', 文号: null });

describe('a template', () => {
  it('prints its fields, and asks whether a field is empty', () => {
    expect(renderTemplate('{{ 单位 }}{% if 文号 %}（{{ 文号 }}）{% endif %}：', { 单位: '县教育局', 文号: null })).toBe(
      '县教育局：',
    );
  });

  it.each([
    ['好\n{{ 没有 }}', 2, '没有'],
    ['{% if 文号 %}\n\n{{ 没有 }}{% endif %}', 3, '没有'],
    ['{{ 单位 }}\n{% if 文号 %}', 2, '结束标签'],
    ['{{ 单位 ', 1, '}}'],
    ['{{ 单位 | shout }}', 1, 'shout'],
    ['{{ 单位.constructor }}', 1, '字段'],
    ['\n{% include "/etc/passwd" %}', 2, 'include'],
    ['{% render "/etc/passwd" %}', 1, 'render'],
  ])('%j is refused with its line and what to do', (template, line, word) => {
    const [fault] = faults(template);
    expect(fault?.line).toBe(line);
    expect(fault?.message.zh).toContain(word);
    expect(fault?.message.en).not.toBe('');
  });

  it('that works without end is stopped', () => {
    expect(faults('{% for i in (1..100000000) %}{{ i }}{% endfor %}')[0]?.message.zh).toContain('缩短');
    expect(faults('x'.repeat(50_000))[0]?.message.zh).toContain('缩短');
    const doubling = `{% assign a = "xxxxxxxxxx" %}${'{% assign a = a | append: a %}'.repeat(60)}{{ a | size }}`;
    expect(faults(doubling)[0]?.message.zh).toContain('缩短');
  });

  it('reads nothing but own properties of its values', () => {
    for (const name of ['__proto__', 'constructor', 'toString']) {
      expect(faults(`{{ ${name} }}`)).not.toEqual([]);
    }
  });
});

describe('a letter', () => {
  it.each(letterKinds)('%s has a sound template, with and without what may be missing', (kind) => {
    const template = letterKindFacts[kind].shipped;
    requireSoundTemplate(template);
    const full = draftLetter(template, sampleFacts, false);
    expect(full.text).toContain(sampleFacts.unitName);
    const bare = {
      ...sampleFacts,
      documentNumber: null,
      measureTitle: null,
      remark: null,
      talkAt: null,
      talkPlace: null,
    };
    const { title, text } = draftLetter(template, bare, true);
    expect(title).toMatch(/^【演练】关于/u);
    expect(`${title}${text}`).not.toMatch(/[{}]|（）|“”|null|undefined/u);
  });

  it.each(letterKinds)('%s about a matter of its own names it once, and no plan', (kind) => {
    const matter = { ...sampleFacts, planTitle: '内涝整改', documentNumber: null, matterTitle: '内涝整改' };
    const template = letterKindFacts[kind].shipped;
    const alone = draftLetter(template, { ...matter, measureTitle: '内涝整改' }, false).text;
    expect(alone).toContain('承担专项事项“内涝整改”的报送进展事项');
    expect(alone).not.toMatch(/《|按照/u);
    const listed = draftLetter(template, { ...matter, measureTitle: '东街积水' }, false).text;
    expect(listed).toMatch(/按照专项事项“内涝整改”的要求，.*承担“东街积水”的报送进展事项/u);
    expect(draftLetter(template, sampleFacts, false).text).toContain('按照《教育保障实施方案》（某发〔2020〕1号），');
  });

  it('is numbered in a series of its own', () => {
    expect(new Set(letterKinds.map((kind) => letterKindFacts[kind].series)).size).toBe(letterKinds.length);
  });

  it('says until when it is answered only where it is', () => {
    const template = letterKindFacts.RECTIFICATION.shipped;
    expect(draftLetter({ ...template, answerWithin: 7 }, sampleFacts, false).text).toContain('7个工作日内');
    expect(draftLetter({ ...template, answerWithin: null }, sampleFacts, false).text).not.toContain('个工作日内');
  });

  it('of a wrong template is refused with the field at fault', () => {
    const template = { ...letterKindFacts.REMINDER.shipped, title: '关于{{ 标题 }}' };
    expect(() => requireSoundTemplate(template)).toThrow(
      expect.objectContaining({ problems: [expect.objectContaining({ pointer: '/title' })] }),
    );
    expect(letterValueNames).toContain('单位');
  });
});

it('the documentation names every field of a template and every tag of a Word layout', () => {
  const text = readFileSync(new URL('../../../docs/letters.md', import.meta.url), 'utf8');
  for (const name of letterValueNames) expect(text).toContain(`{{ ${name} }}`);
  for (const tag of formFields) expect(text).toMatch(new RegExp(`\\{#?${tag}\\}`));
});
