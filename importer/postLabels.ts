import type { CleanText } from './cleanText.ts';
import { type Paragraph, paragraphsOf } from './paragraphs.ts';
import { LABEL_AT_START } from './patterns.ts';
import { looksLikePeople } from './people.ts';
import { editText, type TextEdit } from './textEdits.ts';

/** 分管副县长：秦某某 */
const POST_LINE =
  /^(?<post>[\u4e00-\u9fa5]{0,6}(?:副?[县市区州盟旗]长|[县市区州盟旗]委(?:副)?书记)):(?<value>[^:]{2,40}?)(?=[;。,]?$)/;
/** 部门：由甲局牵头，乙局配合; 乡镇：丙镇人民政府负责 */
const WORDS_LINE =
  /^(?<kind>(?:职能|行业|责任|[县市区州盟旗]直)?部门|单位|乡镇|镇村|乡村|街道|属地):(?=.*(?:牵头|负责|配合|落实|参加|实施))/;
/** Words that name the same part, so that each line is read beside the others. */
const UNIT_LABELS = ['落实单位', '实施单位', '承办单位'] as const;

/**
 * Lines of a block whose labels are posts or kinds of units, 县长：孟某某, 部门：由…牵头, get the labels that they stand
 * for. It counts only beside lines with labels of the usual kind: a list of who sits in a group stays as it is.
 */
export function labelPosts(clean: CleanText): CleanText {
  const lines = paragraphsOf(clean);
  const kinds = lines.map((line) => kindOf(clean.text.slice(line.start, line.end)));
  const edits: TextEdit[] = [];
  for (let from = 0; from < lines.length; ) {
    let to = from;
    while (kinds[to] !== undefined) to++;
    const run = kinds.slice(from, to);
    if (run.includes('label') && run.some((kind) => kind !== 'label'))
      edits.push(...inBlock(clean, lines.slice(from, to), run));
    from = to + 1;
  }
  return editText(clean, edits);
}

type LineKind = 'label' | 'post' | 'words';

function kindOf(text: string): LineKind | undefined {
  if (LABEL_AT_START.test(text)) return 'label';
  const value = POST_LINE.exec(text)?.groups?.value;
  if (value !== undefined && looksLikePeople(value)) return 'post';
  return WORDS_LINE.test(text) ? 'words' : undefined;
}

function inBlock(clean: CleanText, lines: Paragraph[], kinds: (LineKind | undefined)[]): TextEdit[] {
  const edits: TextEdit[] = [];
  let wordLines = 0;
  for (const [i, line] of lines.entries()) {
    const text = clean.text.slice(line.start, line.end);
    const groups = POST_LINE.exec(text)?.groups;
    if (kinds[i] === 'post' && groups?.post && groups.value) {
      const valueStart = line.start + groups.post.length + 1;
      const valueEnd = valueStart + groups.value.length;
      const goesOn = kinds[i + 1] === 'post';
      if (kinds[i - 1] !== 'post') edits.push({ start: line.start, end: valueStart, insert: '责任领导:' });
      else edits.push({ start: line.start, end: valueStart, insert: '' });
      edits.push({
        start: valueEnd,
        end: goesOn ? (lines[i + 1]?.start ?? valueEnd) : valueEnd,
        insert: `(${groups.post})${goesOn ? '、' : ''}`,
      });
    }
    const label = UNIT_LABELS[wordLines];
    const kind = WORDS_LINE.exec(text)?.groups?.kind;
    if (kinds[i] === 'words' && kind && label) {
      edits.push({ start: line.start, end: line.start + kind.length, insert: label });
      wordLines++;
    }
  }
  return edits;
}
