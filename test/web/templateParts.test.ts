import { templateParts } from '../../web/shared/templateParts.ts';

const read = (template: string) =>
  templateParts(template)
    .map((part) => ('text' in part ? `${part.kind}:${part.text}` : part.kind))
    .join('|');

it('fields and passages with a condition are told from the words around them', () => {
  expect(read('关于{% if 措施 %}“{{ 措施 }}”{% else %}本方案{% endif %}的通知')).toBe(
    'text:关于|with:措施|text:“|field:措施|text:”|else|text:本方案|end|text:的通知',
  );
  expect(read('{{ count }} {% if count == 1 %}item{% endif %}')).toBe('field:count|text: |if:count == 1|text:item|end');
});

it('what is neither stays as it is written', () => {
  expect(read('{% assign a = 1 %}一行\n二行')).toBe('text:{% assign a = 1 %}|text:一行\n二行');
  expect(read('')).toBe('');
});
