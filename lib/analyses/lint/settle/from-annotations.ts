import {
  ACKNOWLEDGE_PREFIX,
  type CheckWords,
  isJsonObject,
  type Json,
  parseReason,
  UNMODELLED_KIND,
} from '../../../kernel';
import type { WrittenObject } from '../check';
import { at } from '../written';
import { objectionTo, type Said, together, unreadable } from './said';

const ANNOTATIONS = ['metadata', 'annotations'] as const;

/** What annotations of this project begin with; only acknowledgements are among them. */
const OURS = 'cdk8s-netpol/';

/** What objects accept themselves: `cdk8s-netpol/acknowledge.NP104: reason (until 2027-03-31)`. */
export function acceptancesOfAnnotations(
  objects: readonly WrittenObject[],
  checks: readonly CheckWords[],
  defaultNamespace: string,
): Said {
  return together(
    objects.flatMap((object) => {
      const annotations = at(object.body, ANNOTATIONS);
      if (!isJsonObject(annotations)) return [];
      return Object.entries(annotations)
        .filter(([key]) => key.startsWith(OURS))
        .map(([key, value]) =>
          key.startsWith(ACKNOWLEDGE_PREFIX)
            ? read(object, { key, value }, checks, defaultNamespace)
            : unknown(object, key),
        );
    }),
  );
}

/** A key that is misspelt, which nobody would notice. */
function unknown({ origin }: WrittenObject, key: string): Said {
  const [, check = 'NP104'] = /\.(.+)$/.exec(key) ?? [];
  return unreadable(
    `annotation \`${key}\` means nothing. Did you mean \`${ACKNOWLEDGE_PREFIX}${check}\`?`,
    origin.at([...ANNOTATIONS, key]),
    `write ${ACKNOWLEDGE_PREFIX}${check}: <reason>, or remove the annotation`,
  );
}

interface Annotation {
  readonly key: string;
  readonly value: Json;
}

function read(
  object: WrittenObject,
  { key, value }: Annotation,
  checks: readonly CheckWords[],
  defaultNamespace: string,
): Said {
  const check = key.slice(ACKNOWLEDGE_PREFIX.length);
  // Judged where the cluster is built: no check reports it.
  if (check === UNMODELLED_KIND) return together([]);
  const source = object.origin.at([...ANNOTATIONS, key]);
  const said = typeof value === 'string' ? parseReason(value) : 'its reason is no text';
  const wrong = objectionTo(check, checks) ?? (typeof said === 'string' ? said : undefined);
  if (typeof said === 'string' || wrong !== undefined) {
    const help = `write ${ACKNOWLEDGE_PREFIX}NP104: <reason>, perhaps with (until 2027-03-31) at its end`;
    return unreadable(`annotation \`${key}\` acknowledges nothing: ${wrong}`, source, help);
  }
  const { kind, namespace, name, origin } = object;
  return {
    acceptances: [
      {
        ...said,
        check,
        by: 'annotation',
        source,
        scope: {
          kind: 'object',
          file: origin.file,
          objectKind: kind,
          // What names no namespace lives in the default one, or in none.
          namespaces: namespace === undefined ? [undefined, defaultNamespace] : [namespace],
          name,
        },
      },
    ],
    diagnostics: [],
  };
}
