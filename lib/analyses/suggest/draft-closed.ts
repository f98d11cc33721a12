import { byText, type Direction, groupBy, type IntentEndpoint } from '../../kernel';
import type { Cluster } from '../../model';
import type { Draft } from './draft';
import { intersect, type Region } from './ends';
import type { Closed } from './find-closed';
import { type Flow, widestFlows } from './flows';
import { isolating } from './isolating';
import type { Known } from './known';
import { keyOf, mergeEnds } from './merge-ends';
import { mergeFlows, statedGroup } from './merge-flows';

/** Pods that are closed in these directions. */
interface ClosedEnd {
  readonly end: IntentEndpoint;
  readonly namespace: string;
  readonly directions: readonly Direction[];
}

/** Where ends are looked up. */
export interface Place {
  readonly cluster: Cluster;
  readonly known: Known;
}

/** Closed worlds as intents, and the flows that these do not state. */
export interface DraftedClosed {
  readonly drafts: readonly Draft[];
  readonly flows: readonly Flow[];
}

/**
 * One intent for the pods of each namespace that are closed in the same directions. Where only the
 * way in is closed and the flows there speak of exactly these pods, one intent says both.
 */
export function draftClosed(
  place: Place,
  closed: readonly Closed[],
  flows: readonly Flow[],
): DraftedClosed {
  const ends = closedEnds(closed);
  const folded = ends.flatMap((each) => {
    const own = each.directions.length === 1 ? clientsOf(place.cluster, each, flows) : undefined;
    return own === undefined ? [] : [{ ...each, own }];
  });
  const isFolded = new Set(folded.map(({ end }) => keyOf(end)));
  const others = ends.filter(({ end }) => !isFolded.has(keyOf(end)));
  const stated = new Set(folded.flatMap(({ own }) => own));
  return {
    drafts: [
      ...folded.map(({ end, own }) => onlyDraft(place, end, own)),
      ...groupedByPlace(others).map((group) => closedDraft(place, group)),
    ],
    flows: flows.filter((flow) => !stated.has(flow)),
  };
}

function closedEnds(closed: readonly Closed[]): readonly ClosedEnd[] {
  return [...groupBy(closed, ({ end }) => keyOf(end)).values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const directions = [...new Set(same.map(({ direction }) => direction))].sort();
    return [{ end: first.end, namespace: namespaceOf(first.end), directions }];
  });
}

function namespaceOf(end: IntentEndpoint): string {
  if (end.kind === 'workload') return end.namespace;
  return end.kind === 'pods' && end.namespaces.kind === 'named' ? end.namespaces.name : '';
}

/** The flows into pods, where the pods are closed for ingress and no flow speaks of others as well. */
function clientsOf(
  cluster: Cluster,
  { end, namespace, directions }: ClosedEnd,
  flows: readonly Flow[],
): readonly Flow[] | undefined {
  if (directions[0] !== 'ingress' || end.kind !== 'pods') return undefined;
  const region: Region = { namespace, pods: end.pods };
  const entering = flows.filter(({ to }) => intersect(cluster, to, region) !== undefined);
  return entering.every(({ to }) => keyOf(to) === keyOf(end)) ? entering : undefined;
}

function onlyDraft(place: Place, end: IntentEndpoint, own: readonly Flow[]): Draft {
  const groups = mergeFlows(widestFlows(own, 'covered'));
  return {
    claim: { kind: 'reached-only-by', to: [end], flows: groups.map(statedGroup) },
    policies: isolating(place, [end], ['ingress']),
  };
}

function groupedByPlace(ends: readonly ClosedEnd[]): readonly (readonly ClosedEnd[])[] {
  const sorted = [...ends].sort(byText(({ namespace }) => namespace));
  return [
    ...groupBy(sorted, ({ namespace, directions }) => keyOf([namespace, directions])).values(),
  ];
}

function closedDraft(place: Place, group: readonly ClosedEnd[]): Draft {
  const [first] = group;
  return {
    claim: {
      kind: 'closed',
      pods: mergeEnds(group.map(({ end }) => end)),
      directions: first?.directions ?? [],
    },
    policies: isolating(
      place,
      group.map(({ end }) => end),
      first?.directions ?? [],
    ),
  };
}
