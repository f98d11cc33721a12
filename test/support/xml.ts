/** An element as it was read. */
export interface ReadElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: ReadElement[];
  text: string;
}

const NAME = '[A-Za-z][A-Za-z-]*';
/** Every character that XML 1.0 allows. */
const CHARACTERS = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const TOKEN = new RegExp(`<(${NAME})((?: ${NAME}="[^"<]*")*)(/?)>|</(${NAME})>|([^<>]+)`, 'y');

/** Reads XML without comments, processing instructions and document types, and refuses everything else. */
export function readXml(text: string): ReadElement {
  if (!CHARACTERS.test(text)) throw new Error('a character that XML does not know');
  if (!text.startsWith(HEAD)) throw new Error('no XML declaration');
  const top: ReadElement = { name: '', attributes: {}, children: [], text: '' };
  const stack = [top];
  let at = HEAD.length;
  while (at < text.length) {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(text);
    if (found === null) throw new Error(`no XML at ${at}: ${text.slice(at, at + 40)}`);
    take(found, stack);
    at = TOKEN.lastIndex;
  }
  const [root, ...others] = top.children;
  if (stack.length !== 1 || root === undefined || others.length > 0) throw new Error('no one root');
  return root;
}

function take(found: RegExpExecArray, stack: ReadElement[]): void {
  const [, name, attributes = '', closed, end, words = ''] = found;
  const top = stack.at(-1);
  if (top === undefined) throw new Error('behind the end');
  if (end !== undefined) {
    if (stack.pop()?.name !== end) throw new Error(`</${end}> closes nothing`);
  } else if (name === undefined) {
    top.text += unescaped(words);
  } else {
    const element = { name, attributes: attributesIn(attributes), children: [], text: '' };
    top.children.push(element);
    if (closed === '') stack.push(element);
  }
}

function attributesIn(text: string): Record<string, string> {
  const found = [...text.matchAll(new RegExp(` (${NAME})="([^"<]*)"`, 'g'))];
  return Object.fromEntries(found.map(([, name = '', value = '']) => [name, unescaped(value)]));
}

function unescaped(text: string): string {
  if (/&(?!(?:amp|lt|gt|quot|apos);)/.test(text)) throw new Error(`a bare & in ${text}`);
  return text.replace(/&([a-z]+);/g, (_, name: string) => ENTITIES[name] ?? '');
}

/** Names of elements and attributes, without what they hold. */
export function shapeOf({ name, attributes, children }: ReadElement): unknown {
  return [name, Object.keys(attributes), children.map(shapeOf)];
}
