import { Liquid, LiquidError, type Template } from 'liquidjs';
import { DubanError, type UserMessage } from '../errors.ts';

/** A fault of a template: where it stands and what to do about it. */
export interface TemplateFault {
  line: number;
  column: number;
  message: UserMessage;
}

/** Characters of one template; a letter of ten pages is far below it. */
export const MAX_TEMPLATE_LENGTH = 20_000;

/** What a template may be filled with; only its own properties are read, and nothing is called. */
export type TemplateValues = Readonly<Record<string, string | number | null>>;

/** Tags that would read other files or lay pages out; a letter is one text. */
const FOREIGN_TAGS = ['include', 'render', 'layout', 'block', 'tablerow', 'liquid'];

/**
 * Liquid without files, prototypes or unbounded work: a loop that grows is stopped by the memory it takes, a text that
 * is too long by its length, and what is not known is refused instead of printed as nothing.
 */
function engineOf(): Liquid {
  const engine = new Liquid({
    templates: {},
    relativeReference: false,
    dynamicPartials: false,
    ownPropertyOnly: true,
    strictFilters: true,
    strictVariables: true,
    parseLimit: MAX_TEMPLATE_LENGTH,
    renderLimit: 5_000,
    memoryLimit: 200_000,
  });
  for (const tag of FOREIGN_TAGS) delete engine.tags[tag];
  return engine;
}

const engine = engineOf();

/**
 * Fills a template.
 *
 * @throws DubanError VALIDATION with the line at fault, where the template is wrong or needs a value that is not there.
 */
export function renderTemplate(template: string, values: TemplateValues): string {
  try {
    return engine.renderSync(parse(template), { ...values });
  } catch (error) {
    throw refusal([faultOf(error)]);
  }
}

/** Every fault that shows without rendering, and those that rendering with the sample shows. Empty: it can be used. */
export function checkTemplate(template: string, sample: TemplateValues): TemplateFault[] {
  let parsed: Template[];
  try {
    parsed = parse(template);
  } catch (error) {
    return [faultOf(error)];
  }
  const unknown = unknownNames(parsed, Object.keys(sample));
  if (unknown.length > 0) return unknown;
  try {
    engine.renderSync(parsed, { ...sample });
    return [];
  } catch (error) {
    return [faultOf(error)];
  }
}

/** The error that a wrong template is refused with; `pointer` names the field that it stands in. */
export function refusal(faults: readonly TemplateFault[], pointer = '/text'): DubanError {
  const placed = faults.map(({ line, column, message }) => ({
    zh: `第${line}行第${column}列：${message.zh}`,
    en: `Line ${line}, column ${column}: ${message.en}`,
  }));
  const all = {
    zh: `模板有误，未保存。${placed.map((m) => m.zh).join('；')}`,
    en: `The template is wrong and was not saved. ${placed.map((m) => m.en).join('; ')}`,
  };
  return new DubanError('VALIDATION', all, { problems: placed.map((message) => ({ pointer, message })) });
}

/** Parsed templates: a round fills the same few many times over. */
const parsed = new Map<string, Template[]>();
const KEPT_TEMPLATES = 50;

function parse(template: string): Template[] {
  const known = parsed.get(template);
  if (known) return known;
  if (template.length > MAX_TEMPLATE_LENGTH) throw new RangeError('template too long');
  if (parsed.size >= KEPT_TEMPLATES) parsed.clear();
  const made = engine.parse(template);
  parsed.set(template, made);
  return made;
}

/** Names in every branch, also in those that the sample does not take. */
function unknownNames(parsed: Template[], known: readonly string[]): TemplateFault[] {
  const { globals } = engine.analyzeSync(parsed, { partials: false });
  return Object.entries(globals).flatMap(([name, uses]) =>
    known.includes(name)
      ? []
      : uses.map(({ location }) => ({ line: location.row, column: location.col, message: unknownName(name, known) })),
  );
}

function unknownName(name: string, known: readonly string[]): UserMessage {
  return {
    zh: `没有“${name}”这个字段，可用字段：${known.join('、')}`,
    en: `there is no field “${name}”; the fields are ${known.join(', ')}`,
  };
}

/** What Liquid says, in words that tell what to do. Its texts: liquidjs 10.30, src/util/error.ts and src/parser. */
const readings: [RegExp, (found: string) => UserMessage][] = [
  [
    /^undefined variable: (.+?)(?:,|$)/u,
    (name) => ({
      zh: `没有“${name}”这个字段，请从字段表中选用`,
      en: `there is no field “${name}”; choose one of the list`,
    }),
  ],
  [
    /^undefined filter: (.+?)(?:,|$)/u,
    (name) => ({
      zh: `没有“${name}”这个过滤器，请删去“| ${name}”`,
      en: `there is no filter “${name}”; remove “| ${name}”`,
    }),
  ],
  [
    /^tag "(.+?)" not found/u,
    (name) => ({ zh: `不能使用标签“${name}”，请删去`, en: `the tag “${name}” cannot be used here; remove it` }),
  ],
  [
    /^tag (.+?) not closed/u,
    (tag) => ({ zh: `“${tag}”没有结束标签，请在后面补上`, en: `“${tag}” has no end tag; add it below` }),
  ],
  [
    /^output "(.+?)" not closed/u,
    (output) => ({ zh: `“${output}”缺少“}}”，请补上`, en: `“${output}” lacks its “}}”; add it` }),
  ],
  [
    /(?:memory alloc|template render|parse length) limit exceeded|template too long/u,
    () => ({
      zh: `模板过长或循环过多，请缩短（最多${MAX_TEMPLATE_LENGTH}个字符）`,
      en: `it is too long or loops too often; shorten it (${MAX_TEMPLATE_LENGTH} characters at most)`,
    }),
  ],
];

function faultOf(error: unknown): TemplateFault {
  const text = error instanceof Error ? error.message : String(error);
  const [line, column] = LiquidError.is(error) ? error.token.getPosition() : [1, 1];
  for (const [pattern, say] of readings) {
    const found = pattern.exec(text);
    if (found) return { line: line ?? 1, column: column ?? 1, message: say(found[1] ?? '') };
  }
  const first = text.split(/, line:|\n/u)[0] ?? text;
  const message = {
    zh: `无法读懂，请检查括号和标签（${first}）`,
    en: `cannot be read; look at brackets and tags (${first})`,
  };
  return { line: line ?? 1, column: column ?? 1, message };
}
