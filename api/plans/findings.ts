import { missingYears } from '../../domain/calendar.ts';
import type { LaunchSituation } from './defaults.ts';
import type { Finding, ImportContent, LaunchSettings, MeasureContent } from './schema.ts';

/** What stands in the way of a launch (errors), and what the office should know before it (warnings). */
export function findFindings(content: ImportContent, settings: LaunchSettings, situation: LaunchSituation): Finding[] {
  return [
    ...missingTitles(content),
    ...measureFindings(content, situation),
    ...choiceFindings(settings, situation),
    ...periodFindings(settings),
    ...calendarFindings(content, settings, situation),
    ...doubts(content),
    ...notAccepted(content),
  ];
}

/** What has no name yet: neither a plan nor a measure is begun without one. */
export function missingTitles({ plan, measures }: ImportContent): Finding[] {
  const unnamed = measures.flatMap(({ title }, index) => (title.trim() === '' ? [index] : []));
  return [
    ...(plan.title.trim() === ''
      ? [found('error', '/content/plan/title', '没有读出方案名称，请填写', 'The plan has no title yet; enter it')]
      : []),
    ...unnamed.map((index) =>
      found(
        'error',
        `/content/measures/${index}/title`,
        `第${index + 1}项没有名称，请填写`,
        `Measure ${index + 1} has no title yet; enter it`,
      ),
    ),
  ];
}

/** What the reader was not sure of and nobody has settled since, at the field of the measure where there is one. */
function doubts(content: ImportContent): Finding[] {
  return content.warnings.flatMap(({ message, messageEn, measureId, field }, at) => {
    if (measureId === undefined) return [found('warning', `/content/warnings/${at}`, message, messageEn ?? message)];
    const index = content.measures.findIndex((measure) => measure.id === measureId);
    const measure = content.measures[index];
    if (measure === undefined || isSettled(measure, field)) return [];
    const pointer = `/content/measures/${index}${field === undefined ? '' : `/${field}`}`;
    return [found('warning', pointer, message, messageEn ?? message)];
  });
}

function notAccepted({ measures }: ImportContent): Finding[] {
  const open = measures.filter((measure) => measure.accepted !== true).length;
  if (open === 0) return [];
  const zh = `还有${open}项措施没有与原文核对确认`;
  return [found('warning', '/content/measures', zh, `${open} measures have not been compared with the document yet`)];
}

function isSettled(measure: MeasureContent, field: string | undefined): boolean {
  return measure.accepted === true || (field !== undefined && (measure.checked ?? []).includes(field));
}

function found(severity: Finding['severity'], pointer: string, zh: string, en: string): Finding {
  return { severity, pointer, message: { zh, en } };
}

function measureFindings(content: ImportContent, { today }: LaunchSituation): Finding[] {
  const findings = content.measures.flatMap((measure, index): Finding[] => {
    const pointer = `/content/measures/${index}`;
    const number = index + 1;
    const { date } = measure.deadline;
    const late =
      date !== null && date < today
        ? [
            found(
              'error',
              `${pointer}/deadline`,
              `第${number}项的完成时限 ${date} 早于今天（${today}），请先调整`,
              `The deadline of measure ${number} (${date}) is before today (${today}); settle it first`,
            ),
          ]
        : [];
    const nobody =
      measure.leadUnits.length === 0 &&
      measure.responsibleUnits.length === 0 &&
      !isSettled(measure, 'responsibleUnits');
    const unassigned = nobody
      ? [
          found(
            'warning',
            `${pointer}/responsibleUnits`,
            `第${number}项没有牵头单位或责任单位，启动后由办公室明确`,
            `Measure ${number} names no lead or responsible unit; the office will name one after the launch`,
          ),
        ]
      : [];
    return [...late, ...unassigned];
  });
  if (content.measures.length > 0) return findings;
  return [found('error', '/content/measures', '草稿中没有措施', 'The draft has no measures')];
}

function choiceFindings(settings: LaunchSettings, { facts }: LaunchSituation): Finding[] {
  const findings: Finding[] = [];
  const require = (known: boolean, pointer: string, zh: string, en: string) => {
    if (!known) findings.push(found('error', pointer, zh, en));
  };
  const has = (rows: readonly { id: string }[], id: string) => rows.some((row) => row.id === id);
  for (const [name, choice] of Object.entries(settings.units)) {
    if (!('use' in choice)) continue;
    require(has(
      facts.units,
      choice.use,
    ), `/settings/units/${name}`, `“${name}”对应的单位不存在`, `The unit chosen for “${name}” does not exist`);
  }
  for (const [name, choice] of Object.entries(settings.leaders)) {
    if (!('usePostId' in choice)) continue;
    require(has(
      facts.leaderPosts,
      choice.usePostId,
    ), `/settings/leaders/${name}`, `“${name}”对应的岗位不存在`, `The post chosen for “${name}” does not exist`);
  }
  for (const [name, choice] of Object.entries(settings.groups)) {
    const members = Array.isArray(choice.members) ? choice.members : [];
    require(members.every((id) =>
      has(facts.units, id),
    ), `/settings/groups/${name}`, `“${name}”的成员中有不存在的单位`, `The group “${name}” has a member that does not exist`);
    const empty = Array.isArray(choice.members) && members.length === 0;
    if (choice.pending || empty) {
      findings.push(
        found(
          'warning',
          `/settings/groups/${name}`,
          `“${name}”没有成员，将标记为待补`,
          `“${name}” has no members and will be marked for completion`,
        ),
      );
    }
  }
  require(has(
    facts.measureVersions,
    settings.measureVersionId,
  ), '/settings/measureVersionId', '没有已发布的措施流程', 'There is no published process for measures');
  require(has(
    facts.unitVersions,
    settings.unitVersionId,
  ), '/settings/unitVersionId', '没有已发布的单位流程', 'There is no published process for units');
  require(has(facts.ladders, settings.ladderId), '/settings/ladderId', '没有可用的升级规则', 'There is no ladder');
  require(facts.officeUnitIds.includes(
    settings.officeUnitId,
  ), '/settings/officeUnitId', '请指定设有办公室岗位的审核单位', 'Choose a reviewing office: a unit with posts of the office');
  require(settings.approverPostId === null ||
    has(
      facts.leaderPosts,
      settings.approverPostId,
    ), '/settings/approverPostId', '批准人岗位不存在或无人在任', 'The post of the approver does not exist or is vacant');
  return findings;
}

function periodFindings(settings: LaunchSettings): Finding[] {
  return settings.periods.flatMap((period, index): Finding[] => {
    const pointer = `/settings/periods/${index}`;
    const ordered = period.opensOn <= period.dueOn && period.dueOn <= period.cutOffOn;
    const twice = settings.periods.findIndex((other) => other.key === period.key) < index;
    return [
      ...(ordered
        ? []
        : [found('error', pointer, `${period.name}的起止日期顺序有误`, `The days of ${period.name} are not in order`)]),
      ...(twice
        ? [found('error', pointer, `报送周期“${period.key}”重复`, `The period “${period.key}” is there twice`)]
        : []),
    ];
  });
}

function calendarFindings(
  content: ImportContent,
  settings: LaunchSettings,
  { today, calendar }: LaunchSituation,
): Finding[] {
  const days = [
    ...settings.periods.map((period) => period.cutOffOn),
    ...content.measures.flatMap((measure) => (measure.deadline.date ? [measure.deadline.date] : [])),
  ];
  const last = days.reduce((latest, day) => (day > latest ? day : latest), today);
  return missingYears(calendar, today, last).map((year) =>
    found(
      'warning',
      '/settings/periods',
      `${year}年的节假日安排尚未录入，期限按周一至周五推算`,
      `The holidays of ${year} are not loaded; days are counted Monday to Friday`,
    ),
  );
}
