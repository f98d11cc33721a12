import {
  type Claim,
  count,
  endWords,
  formatSelector,
  type IntentEndpoint,
  isAnyIp,
  type NamespaceScope,
  oneLine,
  type PortSpec,
  portWords,
  type StatedFlow,
  selectsEverything,
} from '../../kernel';
import type { Known } from './known';

/** More ends or ports than this are counted in a name. */
const NAMED = 3;

/** What a claim demands, in words that can be its name. */
export function nameOf(claim: Claim, known: Known): string {
  const ends = (all: readonly IntentEndpoint[]) => listed(all.map((end) => nameOfEnd(end, known)));
  switch (claim.kind) {
    case 'reaches':
      return sentence(claim.flows, ({ from, to, ports }) =>
        [ends(from), 'reaches', ends(to), ...onPorts(ports)].join(' '),
      );
    case 'never-reaches':
      return sentence(
        claim.flows,
        ({ from, to }) => `nothing of ${ends(from)} reaches ${ends(to)}`,
      );
    case 'never-reaches-transitively':
      return sentence(
        claim.flows,
        ({ from, to }) => `nothing of ${ends(from)} gets to ${ends(to)} by any way`,
      );
    case 'reached-only-by': {
      if (claim.flows.length === 0) return `nothing reaches ${ends(claim.to)}`;
      const clients = claim.flows.flatMap(({ from }) => from);
      return `only ${ends(clients)} reaches ${ends(claim.to)}`;
    }
    case 'reaches-only':
      return `${ends(claim.from)} reaches only what is listed`;
    case 'closed':
      return `nothing else ${crossing(claim.directions)} ${ends(claim.pods)}`;
    case 'resolves-names':
      return `names resolve in ${ends(claim.from)}`;
  }
}

function crossing(directions: readonly string[]): string {
  if (directions.length > 1) return 'enters or leaves';
  return directions[0] === 'ingress' ? 'enters' : 'leaves';
}

function sentence(flows: readonly StatedFlow[], words: (flow: StatedFlow) => string): string {
  return flows.map(words).join(', ');
}

function onPorts(ports: readonly PortSpec[] | undefined): readonly string[] {
  if (ports === undefined) return ['on every port'];
  return [`on ${listed(ports.map(portWords))}`];
}

/** A known workload by its name, where the end names just one; else the end as it selects. */
function nameOfEnd(end: IntentEndpoint, known: Known): string {
  switch (end.kind) {
    case 'pods': {
      const place = placeWords(end.namespaces);
      if (selectsEverything(end.pods)) return place;
      const [only, ...more] = known.within(end);
      if (only !== undefined && more.length === 0) return only.endpoint.id;
      return oneLine(`${formatSelector(end.pods)} of ${place}`);
    }
    case 'addresses': {
      const except = end.except.length === 0 ? '' : ` except ${listed(end.except)}`;
      return `${isAnyIp(end.cidrs) ? 'any IP' : listed(end.cidrs)}${except}`;
    }
    default:
      return endWords(end);
  }
}

function placeWords(scope: NamespaceScope): string {
  if (scope.kind === 'named') return scope.name;
  if (selectsEverything(scope.selector)) return 'any namespace';
  return oneLine(`namespaces ${formatSelector(scope.selector)}`);
}

function listed(words: readonly string[]): string {
  const distinct = [...new Set(words)];
  if (distinct.length <= NAMED) return distinct.join(' and ');
  const others = distinct.length - NAMED + 1;
  return `${distinct.slice(0, NAMED - 1).join(', ')} and ${count(others, 'other')}`;
}

/** The same names, each once: the later ones get a number. */
export function uniqueNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let unique = name;
    for (let number = 2; taken.has(unique); number += 1) unique = `${name} (${number})`;
    taken.add(unique);
    return unique;
  });
}
