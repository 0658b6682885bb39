import { composeDigest } from '../../../domain/notices/compose.ts';
import type { DigestContent, DigestLine } from '../../../domain/notices/content.ts';
import type { DeliveryGap } from '../../../domain/notices/gaps.ts';
import { requireSoundMailTemplate, shippedMailTemplates } from '../../../domain/notices/mailTemplate.ts';

const line: DigestLine = {
  workItemId: 'w1',
  escalationId: null,
  noticeKind: 'URGE',
  reason: 'holder',
  onBehalfOf: null,
  passedBecause: null,
  insteadOf: null,
  heldOn: null,
  kind: 'REPORT',
  stepName: null,
  planTitle: '教育方案',
  measureTitle: '落实 <资助> & 补贴',
  unitName: '县教育局',
  round: 1,
  dueOn: '2020-03-02',
  daysLeft: -1,
  late: true,
  overdueWorkingDays: 1,
};

function content(lines: DigestLine[], changes: Partial<DigestContent> = {}): DigestContent {
  return {
    ...{ id: 'd', messageId: '<d@duban.example>', day: '2020-03-03', today: '2020-03-03', rehearsal: false },
    countyName: '试验县',
    person: { id: 'p', name: '沈知禾', email: 'a@duban.example', addressFailed: false, language: 'zh' },
    template: shippedMailTemplates.zh,
    ...{ lines, gaps: [], dates: { set: [], cancelled: [] }, uncoveredYears: [] },
    ...changes,
  };
}

const inTime = { late: false, overdueWorkingDays: 0 };
const other: DigestLine = {
  ...line,
  workItemId: 'w2',
  noticeKind: 'OPENED',
  dueOn: '2020-03-05',
  daysLeft: 2,
  ...inTime,
};
const later: DigestLine = { ...line, workItemId: 'w3', noticeKind: 'OPENED', dueOn: null, daysLeft: null, ...inTime };

it('a digest is grouped by plan and urgency; each line says what, until when, why, and where to act', () => {
  const lines = [other, line, later, { ...line, workItemId: 'w4', planTitle: null, measureTitle: '走访' }];
  const mail = composeDigest(content(lines), 'https://duban.example');
  expect(mail.subject).toBe('督办事项提醒 2020-03-03：4项，其中逾期2项');
  expect(mail.text).toBe(
    [
      '沈知禾：',
      '《教育方案》',
      '〔已逾期〕\n- 【催办】落实 <资助> & 补贴 — 报送进展（县教育局），期限2020-03-02，已逾期1个工作日（由您承办）\n  https://duban.example/items/w1',
      '〔7天内到期〕\n- 【新待办】落实 <资助> & 补贴 — 报送进展（县教育局），期限2020-03-05，还剩2天（由您承办）\n  https://duban.example/items/w2',
      '〔其他〕\n- 【新待办】落实 <资助> & 补贴 — 报送进展（县教育局）（由您承办）\n  https://duban.example/items/w3',
      '其他事项',
      '〔已逾期〕\n- 【催办】走访 — 报送进展（县教育局），期限2020-03-02，已逾期1个工作日（由您承办）\n  https://duban.example/items/w4',
      '请登录系统办理。',
      '--\n本邮件只含事项名称，不含报送内容。严禁通过邮件传递涉密信息。',
    ].join('\n\n'),
  );
});

it('a step of a drawing is called as the drawing calls it, not by the kind of its item', () => {
  const mail = composeDigest(content([{ ...line, kind: 'DECIDE', stepName: '登记' }]), 'https://duban.example');
  expect(mail.text).toContain('落实 <资助> & 补贴 — 登记（县教育局）');
  expect(mail.text).not.toContain('研究决定');
});

it('days overdue are the working days of the ladder; a due day that passed while its item waited makes nothing late', () => {
  const lines: DigestLine[] = [
    { ...line, daysLeft: -9, overdueWorkingDays: 5 },
    { ...line, workItemId: 'w2', daysLeft: -1, overdueWorkingDays: 0 },
    { ...line, workItemId: 'w3', daysLeft: -9, ...inTime },
  ];
  const zh = composeDigest(content(lines), 'https://duban.example');
  expect(zh.subject).toContain('3项，其中逾期2项');
  for (const words of ['已逾期5个工作日', '，已过期（']) expect(zh.text.split('〔其他〕')[0]).toContain(words);
  expect(zh.text.split('〔其他〕')[1]).toContain('期限2020-03-02，等待或暂停期间不计逾期');
  const person = { ...content([]).person, language: 'en' as const };
  const en = composeDigest(content(lines, { person, template: shippedMailTemplates.en }), 'https://duban.example').text;
  for (const words of ['overdue by 5 working days', 'past its due day', 'days of waiting do not count']) {
    expect(en).toContain(words);
  }
});

it('whoever is next in line reads why it came, and in place of whom', () => {
  const passed: DigestLine[] = [
    { ...line, passedBecause: 'VACANT' },
    { ...line, passedBecause: 'NO_ADDRESS', insteadOf: '许明远' },
    { ...line, passedBecause: 'ADDRESS_FAILED', insteadOf: '许明远' },
  ];
  const { text } = composeDigest(content(passed), 'https://duban.example');
  expect(text).toContain('（承办岗位无人在任，转由您知悉）');
  expect(text).toContain('（许明远未登记邮箱，转由您知悉）');
  expect(text).toContain('（许明远的邮箱不能收信，转由您知悉）');
});

it('the office reads where notices do not reach whom they are for, also without other news', () => {
  const gaps: DeliveryGap[] = [
    { kind: 'VACANT_POST', unitName: '县水利局', post: '局长', personName: null, detail: null, items: 3 },
    {
      ...{ kind: 'ADDRESS_FAILED', unitName: '县教育局', post: '联络员', personName: '许明远', items: 1 },
      detail: '550 no such user',
    },
  ];
  const mail = composeDigest(content([], { gaps }), 'https://duban.example');
  expect(mail.subject).toBe('督办事项提醒 2020-03-03：2项');
  expect(mail.text).toContain('- 县水利局 局长：无人在任（待办3项）\n  https://duban.example/organisation/posts?q=');
  expect(mail.text).toContain('- 许明远（县教育局 联络员）：邮箱不能收信（待办1项）（550 no such user）');
  expect(mail.html).toContain('通知送达问题');
});

it('the HTML says the same, with everything that was typed kept as text', () => {
  const { html } = composeDigest(
    content([line], { template: { ...shippedMailTemplates.zh, intro: '第一段\n换行\n\n<b>第二段</b>' } }),
    'https://duban.example',
  );
  expect(html).toContain('落实 &lt;资助&gt; &amp; 补贴');
  expect(html).toContain('<p>第一段<br>换行</p>\n<p>&lt;b&gt;第二段&lt;/b&gt;</p>');
  expect(html).toContain('<a href="https://duban.example/items/w1">');
  expect(html).toContain('期限2020-03-02，已逾期1个工作日 · 由您承办');
  expect(html).not.toContain('<b>');
});

it('an English reader gets English, whatever the language of the plan', () => {
  const english = content([line], {
    person: { id: 'p', name: 'Shen', email: null, addressFailed: false, language: 'en' },
    template: shippedMailTemplates.en,
  });
  const mail = composeDigest(english, 'https://duban.example');
  expect(mail.subject).toBe('Duban 2020-03-03: 1 item, 1 overdue');
  expect(mail.text).toContain('〔Overdue〕');
  expect(mail.text).toContain('due 2020-03-02, overdue by 1 working day (because it is yours to do)');
  expect(mail.html).toContain('lang="en"');
});

it('a rehearsal says so in subject and text, whatever the template says', () => {
  const template = { subject: '事项', intro: '', closing: '', footer: '' };
  const mail = composeDigest(content([line], { rehearsal: true, template }), 'https://duban.example');
  expect(mail.subject).toBe('【演练】事项');
  expect(mail.text.startsWith('【演练】\n\n《教育方案》')).toBe(true);
  expect(mail.html).toContain('<strong>【演练】</strong>');
});

it('the subject stays one line', () => {
  const template = { ...shippedMailTemplates.zh, subject: '{{ 县 }}\n提醒\n' };
  expect(composeDigest(content([line], { template }), 'https://duban.example').subject).toBe('试验县 提醒');
});

describe('a mail template', () => {
  it('is refused with its part where it names what there is not, in every branch', () => {
    const template = { ...shippedMailTemplates.zh, closing: '{% if 逾期数 > 5 %}{{ 密码 }}{% endif %}' };
    expect(() => requireSoundMailTemplate(template, 'zh')).toThrow(
      expect.objectContaining({ problems: [expect.objectContaining({ pointer: '/closing' })] }),
    );
    expect(() => requireSoundMailTemplate(shippedMailTemplates.zh, 'en')).toThrow('日期');
  });

  it('as shipped is sound in both languages', () => {
    for (const language of ['zh', 'en'] as const) {
      expect(() => requireSoundMailTemplate(shippedMailTemplates[language], language)).not.toThrow();
    }
  });
});
