import { en } from '../../web/i18n/en.ts';
import { zh } from '../../web/i18n/zh.ts';

type Texts = { [key: string]: string | Texts };

function flat(texts: Texts, prefix = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(texts)) {
    if (typeof value === 'string') found.set(prefix + key, value);
    else for (const [inner, text] of flat(value, `${prefix}${key}.`)) found.set(inner, text);
  }
  return found;
}

const chinese = flat(zh);
const english = flat(en);
const placeholders = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map((match) => match[1]).sort();
/** Words that stay Chinese in English: the product's own name, a mark prescribed on every page, a post's title. */
const chineseInEnglish = new Set(['app.name', 'rehearsal.mark', 'draft.leaderTitle']);

describe('the dictionary', () => {
  it('has the same keys in both languages', () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
  });

  it('says something under every key', () => {
    const empty = [...chinese, ...english].filter(([, text]) => text.trim() === '');
    expect(empty).toEqual([]);
  });

  it('fills in the same facts in both languages', () => {
    for (const [key, text] of chinese) {
      expect([key, placeholders(english.get(key) ?? '')]).toEqual([key, placeholders(text)]);
    }
  });

  it('is translated: no Chinese is left in the English', () => {
    const left = [...english].filter(([key, text]) => /\p{Script=Han}/u.test(text) && !chineseInEnglish.has(key));
    expect(left).toEqual([]);
  });
});
