import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { type TemplatePart, templateParts } from './templateParts.ts';

function noteOf(t: TFunction, part: TemplatePart): string {
  switch (part.kind) {
    case 'with':
      return t('template.with', { what: part.text });
    case 'if':
      return t('template.if', { what: part.text });
    default:
      return t(part.kind === 'else' ? 'template.else' : 'template.end');
  }
}

/** A template to be read: its fields stand out, its conditions are said in words. */
export function TemplateText({ template }: { template: string }) {
  const { t } = useTranslation();
  return templateParts(template).map((part, index) => {
    // The same words may stand in a template many times: their place is all that tells them apart.
    const key = `${index} ${part.kind}`;
    if (part.kind === 'text') return <span key={key}>{part.text}</span>;
    if (part.kind === 'field') {
      return (
        <span key={key} className="template-field">
          {part.text}
        </span>
      );
    }
    return (
      <span key={key} className="template-note">
        {noteOf(t, part)}
      </span>
    );
  });
}
