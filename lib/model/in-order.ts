import { compareText } from '../kernel';

/** An object in a namespace; one without is of the whole cluster. */
interface Named {
  readonly namespace?: string | undefined;
  readonly name: string;
}

interface NamedOfKind extends Named {
  readonly kind: string;
}

/** Orders by the text `namespace/name`. Sorting asks a million times: no text is put together. */
export function byName(a: Named, b: Named): number {
  const home = compareNamespaces(a, b);
  return home === 0 ? compareText(a.name, b.name) : (home ?? compareText(nameOf(a), nameOf(b)));
}

/** Orders by the text `namespace/name/kind`. */
export function byNameAndKind(a: NamedOfKind, b: NamedOfKind): number {
  const home = compareNamespaces(a, b);
  const step = home === 0 ? compareSteps(a.name, b.name) : home;
  if (step === 0) return compareText(a.kind, b.kind);
  return step ?? compareText(`${nameOf(a)}/${a.kind}`, `${nameOf(b)}/${b.kind}`);
}

function compareNamespaces(a: Named, b: Named): number | undefined {
  return compareSteps(a.namespace ?? '', b.namespace ?? '');
}

function nameOf({ namespace = '', name }: Named): string {
  return `${namespace}/${name}`;
}

const SLASH = 0x2f;

/** The order of `a/` and `b/`, whatever follows them; undefined where that decides. */
function compareSteps(a: string, b: string): number | undefined {
  if (a.length === b.length) return compareText(a, b);
  if (a.length > b.length) return opposite(compareSteps(b, a));
  if (!b.startsWith(a)) return compareText(a, b);
  // The slash behind the shorter text stands against a letter of the longer one.
  const order = SLASH - b.charCodeAt(a.length);
  return order === 0 ? undefined : order;
}

function opposite(order: number | undefined): number | undefined {
  return order === undefined ? undefined : -order;
}
