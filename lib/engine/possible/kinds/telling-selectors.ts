import { type Direction, EVERYTHING, type Labels, matches, type Selector } from '../../../kernel';
import type { Cluster, PodPeer } from '../../../model';

/** The selectors of a cluster by number, and which of them can tell pods of a namespace apart. */
export interface TellingSelectors {
  readonly selectors: readonly Selector[];
  /** Ascending. Those that select everything are left out, for they tell nobody apart. */
  readonly in: (namespace: string | undefined, labels: Labels) => readonly number[];
  /** Those by which policies of a namespace isolate its pods in a direction; `everyone` where one selects all. */
  readonly isolating: (
    namespace: string | undefined,
    direction: Direction,
  ) => ReadonlySet<number> | 'everyone';
  /** Every selector of namespaces that some rule has. */
  readonly ofNamespaces: readonly Selector[];
}

/** What the policies of one namespace say of pods in it, as numbers of selectors. */
interface Home {
  readonly telling: Set<number>;
  readonly isolating: Readonly<Record<Direction, Set<number>>>;
}

/** Pods that rules name in all namespaces that one selector matches. */
interface Abroad {
  readonly namespaces: Selector;
  readonly telling: Set<number>;
}

/**
 * Files each selector of a rule under the namespaces where it counts: its own, or those that its
 * namespaceSelector matches, found by a label that it demands (Calico's label index turned around). So
 * a namespace looks at the selectors that can match it, and not at every one of the cluster.
 */
export function tellingSelectors({ policies }: Cluster): TellingSelectors {
  const pods = numbered();
  const homes = new Map<string, Home>();
  const abroad = new Map<string, Abroad>();
  const addPeer = ({ telling }: Home, peer: PodPeer): void => {
    if (peer.namespaces === undefined) telling.add(pods.numberOf(peer.pods ?? EVERYTHING));
    else abroadFor(abroad, peer.namespaces).telling.add(pods.numberOf(peer.pods ?? EVERYTHING));
  };
  for (const { namespace, subject, isolates, rules } of policies) {
    const home = homeFor(homes, namespace);
    const number = pods.numberOf(subject);
    home.telling.add(number);
    for (const direction of isolates) {
      home.isolating[direction].add(number);
      for (const { peers } of rules[direction]) {
        for (const peer of peers) if (peer.kind === 'pods') addPeer(home, peer);
      }
    }
  }
  const facing = filedByLabel([...abroad.values()]);
  const { selectors } = pods;
  const tells = (number: number) => (selectors[number]?.requirements.length ?? 0) > 0;
  return {
    selectors,
    in: (namespace, labels) => {
      const telling = new Set(homes.get(namespace ?? '')?.telling);
      for (const each of facing(labels)) for (const number of each.telling) telling.add(number);
      return [...telling].filter(tells).sort((a, b) => a - b);
    },
    isolating: (namespace, direction) => {
      const isolating = homes.get(namespace ?? '')?.isolating[direction] ?? NOBODY;
      return [...isolating].some((number) => !tells(number)) ? 'everyone' : isolating;
    },
    ofNamespaces: [...abroad.values()].map(({ namespaces }) => namespaces),
  };
}

const NOBODY: ReadonlySet<number> = new Set();

function homeFor(homes: Map<string, Home>, namespace: string): Home {
  const known = homes.get(namespace);
  if (known !== undefined) return known;
  const isolating = { ingress: new Set<number>(), egress: new Set<number>() };
  const made: Home = { telling: new Set(), isolating };
  homes.set(namespace, made);
  return made;
}

function abroadFor(abroad: Map<string, Abroad>, namespaces: Selector): Abroad {
  const text = textOf(namespaces);
  const known = abroad.get(text) ?? { namespaces, telling: new Set<number>() };
  abroad.set(text, known);
  return known;
}

/** Numbers selectors from 0, those that are written alike with one number. */
function numbered() {
  const numbers = new Map<string, number>();
  const selectors: Selector[] = [];
  const numberOf = (selector: Selector): number => {
    const text = textOf(selector);
    const known = numbers.get(text);
    if (known !== undefined) return known;
    numbers.set(text, selectors.length);
    return selectors.push(selector) - 1;
  };
  return { selectors, numberOf };
}

/** Lengths first, so that no text can pass for another one. */
function textOf({ requirements }: Selector): string {
  let text = '';
  for (const { key, operator, values } of requirements) {
    text += `${key.length}:${key} ${operator} ${values.length}`;
    for (const value of values) text += ` ${value.length}:${value}`;
  }
  return text;
}

/** Finds those whose selector matches the labels of a namespace. */
function filedByLabel(all: readonly Abroad[]): (labels: Labels) => readonly Abroad[] {
  const byLabel = new Map<string, Abroad[]>();
  const anywhere: Abroad[] = [];
  for (const each of all) {
    const demand = each.namespaces.requirements.find(({ operator }) => operator === 'In');
    if (demand === undefined) anywhere.push(each);
    for (const value of new Set(demand?.values)) {
      const key = pairText(demand?.key ?? '', value);
      const filed = byLabel.get(key);
      if (filed === undefined) byLabel.set(key, [each]);
      else filed.push(each);
    }
  }
  return (labels) => {
    const near = [...labels].flatMap(([key, value]) => byLabel.get(pairText(key, value)) ?? []);
    return [...anywhere, ...near].filter(({ namespaces }) => matches(namespaces, labels));
  };
}

function pairText(key: string, value: string): string {
  return `${key.length}:${key} ${value}`;
}
