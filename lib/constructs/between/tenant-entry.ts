import type { Construct } from 'constructs';
import type { StatedFlow } from '../../kernel/intent';
import { checkProps, decline } from '../composite-refusals';
import type { DefaultDenyNamespace } from '../default-deny-namespace';
import { type Everyone, flowOf, type Peer, type PodsInNamespace, show } from '../dsl';
import { kindOf } from '../dsl/peer';
import { isPeerShape } from '../dsl/shape';
import { ruleTowards } from '../ends';
import { openOtherEnds, type PortChoice, writeOpening } from '../openings';
import { type Place, placeOf } from '../places';
import { farName } from '../tier';
import { refuseHomeless } from './tenant-props';

/** Pods of a tenant that others may reach. */
export interface TenantEntry {
  /** `pods(...).in(namespace('one of the tenant'))`, or a tier. */
  readonly to: PodsInNamespace;
  /** Who reaches them: one peer or several, as alternatives, or `everyone()`. */
  readonly from: Peer | readonly Peer[] | Everyone;
  /** Ports of the pods that are reached. */
  readonly on: PortChoice;
}

/**
 * Opens an entry of a tenant, at both ends.
 *
 * @throws {InvalidInputError} for pods of somebody else, and clients of no namespace
 */
export function openEntry(
  tenant: Construct,
  homes: readonly DefaultDenyNamespace[],
  entry: TenantEntry,
): StatedFlow {
  checkProps('Tenant.entries', entry, ['to', 'from', 'on']);
  const place = isPodsIn(entry.to) ? placeOf(entry.to, '') : undefined;
  const home = homes.find(({ namespaceName }) => namespaceName === place?.namespace);
  if (place === undefined || home === undefined) return refuseEntry(homes, entry.to);
  const { from, on } = entry;
  refuseHomeless('entries', Array.isArray(from) ? from : [from]);
  const near: Place = { ...place, slug: `${tenant.node.id}-${place.slug}` };
  const { namespace, select, slug: name } = near;
  const rule = ruleTowards('ingress', from, on, namespace);
  const policy = { name, select, directions: ['ingress'], rules: [rule], by: tenant } as const;
  writeOpening(home, namespace, policy);
  openOtherEnds(tenant, near, rule, (far) => farName(far, 'ingress', near));
  return flowOf(rule, select, namespace);
}

function isPodsIn(found: unknown): boolean {
  return kindOf(found) === 'pods-in' && isPeerShape(found);
}

function refuseEntry(homes: readonly DefaultDenyNamespace[], to: unknown): never {
  const names = homes.map(({ namespaceName }) => namespaceName);
  const what = isPodsIn(to) ? 'pods of a namespace that is not one of its own' : show(to);
  return decline({
    code: 'constructs/no-place',
    message: `\`to\` of \`Tenant.entries\` is ${what}`,
    help: `write pods(...).in(namespace('${names[0]}')), or another of ${names.join(', ')}`,
  });
}
