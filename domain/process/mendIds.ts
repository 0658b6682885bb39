/** Tags, and what only looks like one: comments, sections of plain characters, instructions. */
const tags =
  /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<[A-Za-z_][^<>"']*(?:"[^<"]*"[^<>"']*|'[^<']*'[^<>"']*)*>/g;
const attributes = /(\s)([\w:.-]+)(\s*=\s*)("[^"]*"|'[^']*')/g;
/** Elements whose text is the id of another one. */
const references =
  /(<(?:[\w.-]+:)?(?:incoming|outgoing|source|target|\w+Refs?)(?:\s[^<>]*)?>)(\s*)([^<>]*?)(\s*)(?=<\/)/g;
const refersTo = /(^|:)(\w+Refs?|bpmnElement|default|calledElement|sourceElement|targetElement|labelStyle)$/;
/** What the modeler reads as an id. */
const readable = /^([a-z][\w.-]*:)?[a-z_][\w.-]*$/i;
/** Elements that the rules speak of, and that other tools may leave without an id. */
const spokenOf =
  /^<(?:[\w.-]+:)?(process|participant|lane|messageFlow|sequenceFlow|callActivity|transaction|\w*[tT]ask|\w+Event|\w+Gateway|\w*[sS]ubProcess)(?=[\s/>])/;

export interface Mended {
  bpmnXml: string;
  /** How many elements were given another id, or one at all. */
  renamed: number;
}

/**
 * A BPMN text in which every element has an id that can be read: ids in Chinese, with a digit in front or with signs are
 * replaced wherever they stand, and references that name the file's own namespace lose that prefix. Some tools write
 * them, and the modeler would leave out each such element without a word. Texts, names and extensions stay.
 */
export function mendIds(bpmnXml: string): Mended {
  const taken = new Set<string>();
  const odd = new Set<string>();
  eachTag(bpmnXml, (_tag, { id }) => {
    if (id === undefined) return;
    taken.add(id);
    if (!readable.test(id)) odd.add(id);
  });
  const renamed = new Map([...odd].map((id) => [id, freshId(id.replace(/[^\w.-]/g, ''), taken)]));
  const own = ownPrefixes(bpmnXml);
  const idFor = (given: string): string => {
    const id = given.trim();
    const known = renamed.get(id);
    if (known !== undefined || taken.has(id)) return known ?? given;
    const [prefix = '', ...rest] = id.split(':');
    const bare = rest.join(':');
    return own.has(prefix) && taken.has(bare) ? (renamed.get(bare) ?? bare) : given;
  };
  let added = 0;
  const mended = bpmnXml
    .replace(tags, (tag) => {
      if (!isTag(tag)) return tag;
      const type = spokenOf.exec(tag)?.[1];
      const isNameless = type !== undefined && !/\sid\s*=/.test(tag);
      if (isNameless) added += 1;
      const whole = isNameless ? tag.replace(/(?=[\s/>])/, ` id="${freshId(type, taken)}"`) : tag;
      return whole.replace(attributes, (all, gap, name, equals, quoted: string) =>
        name === 'id' || refersTo.test(name)
          ? `${gap}${name}${equals}${quoted[0]}${idFor(quoted.slice(1, -1))}${quoted[0]}`
          : all,
      );
    })
    .replace(references, (_all, open, before, id: string, after) => `${open}${before}${idFor(id)}${after}`);
  return { bpmnXml: mended, renamed: renamed.size + added };
}

const isTag = (found: string) => !/^<[!?]/.test(found);

function eachTag(bpmnXml: string, see: (tag: string, attributes: Record<string, string>) => void): void {
  for (const [tag] of bpmnXml.matchAll(tags)) {
    if (!isTag(tag)) continue;
    const pairs = [...tag.matchAll(attributes)].map(([, , name, , quoted]) => [name, quoted?.slice(1, -1)]);
    see(tag, Object.fromEntries(pairs));
  }
}

function ownPrefixes(bpmnXml: string): Set<string> {
  const own = new Set<string>();
  eachTag(bpmnXml, (_tag, given) => {
    const target = given.targetNamespace;
    if (target === undefined) return;
    for (const [name, value] of Object.entries(given)) {
      if (name.startsWith('xmlns:') && value === target) own.add(name.slice('xmlns:'.length));
    }
  });
  return own;
}

/** An id that nothing has yet, made of what can be kept of an old one. */
function freshId(kept: string, taken: Set<string>): string {
  const stem = /^[a-z_]/i.test(kept) ? kept : `id_${kept}`;
  let id = stem;
  for (let n = 2; taken.has(id) || !/\w$/.test(id); n += 1) id = `${stem}${stem.endsWith('_') ? '' : '_'}${n}`;
  taken.add(id);
  return id;
}
