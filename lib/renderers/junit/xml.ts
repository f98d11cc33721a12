import { notACommand, oneLine } from '../../kernel';

/** An element of XML: its attributes in their order, and elements inside, or lines of text. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number | undefined>>;
  readonly inside?: readonly Element[];
  readonly lines?: readonly string[];
}

/** A document of XML 1.0. */
export function xmlDocument(root: Element): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${elementText(root, '')}`;
}

function elementText(
  { name, attributes, inside = [], lines = [] }: Element,
  indent: string,
): string {
  const named = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escaped(oneLine(String(value)))}"`],
  );
  const tag = `${indent}<${name}${named.join('')}`;
  if (lines.length > 0) return `${tag}>${lines.map(lineText).join('\n')}</${name}>\n`;
  if (inside.length === 0) return `${tag}/>\n`;
  const children = inside.map((child) => elementText(child, `${indent}  `));
  return `${tag}>\n${children.join('')}${indent}</${name}>\n`;
}

function lineText(line: string): string {
  return escaped(notACommand(oneLine(line)));
}

/** Halves of a pair, and two characters that XML has no place for. */
const NOT_XML = /\p{Surrogate}|[\ufffe\uffff]/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

function escaped(text: string): string {
  return text.replace(NOT_XML, '\ufffd').replace(/[&<>"']/g, (char) => ENTITIES[char] ?? '');
}
