import type { MailGroup, MailLine, MailParts } from './compose.ts';

/* Mail programs read styles on the elements alone; what they do not read is still a heading, a list and a link. */
const styles = {
  body: 'max-width:720px;color:#1f1f1f;font-size:15px;line-height:1.6',
  plan: 'margin:20px 0 4px;font-size:16px',
  urgency: 'margin:8px 0 2px;font-size:14px;color:#555',
  overdue: 'margin:8px 0 2px;font-size:14px;color:#b3261e',
  list: 'margin:0;padding-left:20px',
  item: 'margin:4px 0',
  small: 'color:#555;font-size:13px',
  note: 'padding:6px 10px;background:#fff7e0',
  footer: 'margin-top:20px;padding-top:8px;border-top:1px solid #ccc;color:#555;font-size:13px',
};

/** The mail as HTML, without pictures, scripts or anything that is fetched. */
export function writeHtml({ language, mark, intro, groups, notes, closing, footer }: MailParts): string {
  return [
    `<div lang="${language === 'zh' ? 'zh-CN' : 'en'}" style="${styles.body}">`,
    mark === '' ? '' : `<p><strong>${escapeHtml(mark)}</strong></p>`,
    paragraphs(intro),
    ...groups.map(group),
    ...notes.map((note) => `<p style="${styles.note}">${escapeHtml(note)}</p>`),
    paragraphs(closing),
    footer === '' ? '' : `<div style="${styles.footer}">${lines(footer)}</div>`,
    '</div>',
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function group({ heading, parts }: MailGroup): string {
  return [
    `<h2 style="${styles.plan}">${escapeHtml(heading)}</h2>`,
    ...parts.map(
      (part) =>
        `<h3 style="${part.urgent ? styles.overdue : styles.urgency}">${escapeHtml(part.heading)}</h3>` +
        `<ul style="${styles.list}">${part.lines.map(item).join('')}</ul>`,
    ),
  ].join('\n');
}

function item({ what, due, why, link }: MailLine): string {
  const about = [due, why].filter((part) => part !== '').join(' · ');
  return (
    `<li style="${styles.item}"><a href="${escapeHtml(link)}">${escapeHtml(what)}</a>` +
    `<br><span style="${styles.small}">${escapeHtml(about)}</span></li>`
  );
}

/** Text as an administrator typed it: an empty line ends a paragraph. */
function paragraphs(text: string): string {
  return text
    .split(/\n\s*\n/u)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => `<p>${lines(paragraph)}</p>`)
    .join('\n');
}

const lines = (text: string) => escapeHtml(text).replace(/\n/g, '<br>');

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
