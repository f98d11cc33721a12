import { Composer, type CST, type Document, type ParsedNode, Parser } from 'yaml';
import { MAX_DEPTH } from '../../limits';

/** One document of a YAML text, parsed but not yet read; or why that failed. */
export type ComposedDocument =
  | { readonly kind: 'nodes'; readonly root: ParsedNode | null; readonly offset: number }
  | { readonly kind: 'too-deep'; readonly offset: number }
  | { readonly kind: 'broken'; readonly message: string; readonly offset: number };

// Scalars stay text here: what they mean to Kubernetes is decided in ../scalar.ts. Duplicate keys
// are looked for in value.ts, where keys have their meaning.
const OPTIONS = {
  schema: 'failsafe',
  resolveKnownTags: false,
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: 'silent',
} as const;

function childTokens(token: CST.Token): readonly (CST.Token | null | undefined)[] {
  switch (token.type) {
    case 'document':
      return [token.value];
    case 'block-map':
    case 'block-seq':
    case 'flow-collection':
      return token.items.flatMap((item) => [item.key, item.value]);
    default:
      return [];
  }
}

/** Whether collections nest deeper than we read. Without recursion, as deep nesting is the danger. */
function isTooDeep(document: CST.Token): boolean {
  let level = [document];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) return true;
    level = level.flatMap(childTokens).filter((token) => token !== null && token !== undefined);
  }
  return false;
}

/** A document that does not parse gives its first error: the ones behind it are its echoes. */
function composed(document: Document.Parsed): ComposedDocument {
  const [error] = document.errors;
  if (error !== undefined) return { kind: 'broken', message: error.message, offset: error.pos[0] };
  const root = document.contents;
  return { kind: 'nodes', root, offset: root?.range[0] ?? document.range[0] };
}

function composeAll(text: string): ComposedDocument[] {
  const composer = new Composer(OPTIONS);
  const documents: ComposedDocument[] = [];
  for (const token of new Parser().parse(text)) {
    if (isTooDeep(token)) documents.push({ kind: 'too-deep', offset: offsetOf(token) });
    else for (const document of composer.next(token)) documents.push(composed(document));
  }
  for (const document of composer.end()) documents.push(composed(document));
  for (const { message, pos } of composer.streamInfo().errors) {
    documents.push({ kind: 'broken', message, offset: pos[0] });
  }
  return documents;
}

function offsetOf(token: CST.Token): number {
  return 'offset' in token ? token.offset : 0;
}

/**
 * Every document of a YAML text, in order; one that cannot be parsed gives its errors instead.
 * Nothing escapes: should the parser itself fail on a hostile text, that is one more broken document.
 */
export function composeYaml(text: string): readonly ComposedDocument[] {
  try {
    return composeAll(text);
  } catch (failure) {
    const message = failure instanceof Error ? failure.message : String(failure);
    return [{ kind: 'broken', message, offset: 0 }];
  }
}
