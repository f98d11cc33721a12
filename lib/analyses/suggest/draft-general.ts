import { compareText, type IntentEndpoint, type Statement } from '../../kernel';
import type { Cluster } from '../../model';
import type { Draft } from './draft';
import type { Place } from './draft-closed';
import { ANY_POD, endOf } from './ends';
import { isolating } from './isolating';
import { mergeEnds } from './merge-ends';
import { type Prove, tried } from './prover';
import type { Scope } from './scope';

const METADATA: IntentEndpoint = { kind: 'cloud-metadata' };

/**
 * What is worth promising whatever else changes, where it holds: that pods do not reach the metadata
 * of a cloud, and that they resolve names. Of every pod at once only where all namespaces are asked
 * about.
 */
export function draftGeneral(
  place: Place,
  scope: Scope,
  prove: Prove,
  given: Statement['flows'],
): readonly Draft[] {
  const everyPod = scope.isWhole ? [ANY_POD] : [];
  const shut = where(everyPod, never, prove, given);
  const without =
    shut.length > 0 ? shut : where(isolatedNamespaces(place.cluster, scope), never, prove, given);
  const resolving = where(homes(place), resolves, prove, given);
  return [
    ...some(without, (ends) => ({
      claim: { kind: 'never-reaches', flows: [{ from: ends, to: [METADATA] }] },
      policies: isolating(place, ends, ['egress']),
    })),
    ...some(resolving, (from) => ({ claim: { kind: 'resolves-names', from }, policies: [] })),
  ];
}

function some(
  ends: readonly IntentEndpoint[],
  draft: (ends: readonly IntentEndpoint[]) => Draft,
): readonly Draft[] {
  return ends.length === 0 ? [] : [draft(mergeEnds(ends))];
}

function where(
  ends: readonly IntentEndpoint[],
  claimOf: (end: IntentEndpoint) => Draft['claim'],
  prove: Prove,
  given: Statement['flows'],
): readonly IntentEndpoint[] {
  return tried(prove, ends, claimOf, given).holding;
}

function never(from: IntentEndpoint): Draft['claim'] {
  return { kind: 'never-reaches', flows: [{ from: [from], to: [METADATA] }] };
}

function resolves(from: IntentEndpoint): Draft['claim'] {
  return { kind: 'resolves-names', from: [from] };
}

function isolatedNamespaces({ policies }: Cluster, { isAsked }: Scope): readonly IntentEndpoint[] {
  const names = policies
    .filter(({ isolates }) => isolates.includes('egress'))
    .map(({ namespace }) => namespace);
  return wholeNamespaces(names.filter(isAsked));
}

function homes({ known }: Place): readonly IntentEndpoint[] {
  return wholeNamespaces(known.rows.map(({ workload }) => workload.namespace));
}

function wholeNamespaces(names: readonly string[]): readonly IntentEndpoint[] {
  return [...new Set(names)]
    .sort(compareText)
    .map((namespace) => endOf({ namespace, pods: { requirements: [] } }));
}
