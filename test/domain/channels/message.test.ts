import { composeMessage, composeTest } from '../../../domain/channels/index.ts';

const facts: Parameters<typeof composeMessage>[0] = {
  rehearsal: false,
  language: 'zh',
  unitName: '县财政局',
  earliestDueOn: '2020-06-30',
  rungs: ['URGE', 'REMIND_1', 'URGE'],
  link: 'https://duban.example/todo',
};

it('a message says how many items reached which rung, and until when, in the language of its readers', () => {
  expect(composeMessage(facts)).toEqual({
    title: '督办事项提醒：县财政局有3项待办',
    text: '催办2项、临期提醒1项，最早期限2020-06-30。请登录系统办理，勿在群内传递涉密信息。',
    link: 'https://duban.example/todo',
  });
  expect(composeMessage({ ...facts, language: 'en' })).toEqual({
    title: 'Duban: 县财政局, 3 items',
    text: 'Urging 2, Last reminder 1, earliest due 2020-06-30. Please sign in to act; nothing classified belongs in this group.',
    link: 'https://duban.example/todo',
  });
});

it('to a person it names no unit, and without a due day it gives none', () => {
  const { title, text } = composeMessage({ ...facts, unitName: null, earliestDueOn: null, rungs: ['URGE'] });
  expect(title).toBe('督办事项提醒：您有1项待办');
  expect(text).toBe('催办1项。请登录系统办理。');
});

it('what a rehearsal sends is marked', () => {
  expect(composeMessage({ ...facts, rehearsal: true }).title).toMatch(/^【演练】/);
  expect(composeTest({ ...facts, rehearsal: true }).title).toMatch(/^【演练】/);
  expect(composeTest({ ...facts, language: 'en' }).title).toBe('Duban: a test');
});
