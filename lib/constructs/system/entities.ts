import type { Construct } from 'constructs';
import type { Direction } from '../../kernel/direction';
import { recordOpenedFor } from '../because';
import { CiliumNetworkPolicy, type EntitiesRule } from '../cilium';
import { decline } from '../composite-refusals';
import { profileOf } from '../declared-profile';
import { unusedId } from '../openings';
import type { Place } from '../places';

/** Whether the cluster of the app has Cilium, which knows what is on the host network by identity. */
export function hasCilium(scope: Construct): boolean {
  return profileOf(scope)?.cni === 'cilium';
}

/** Refuses addresses of nodes or of the API server, which would match nothing under Cilium. */
export function refuseAddresses(
  scope: Construct,
  what: string,
  prop: string,
  entities: string,
): never {
  const name = profileOf(scope)?.name;
  return decline({
    code: 'constructs/addresses-under-cilium',
    message: `\`${prop}\` of \`${what}\` has no effect under profile \`${name}\`, whose plugin is Cilium`,
    help: `leave \`${prop}\` out: Cilium is told ${entities} instead`,
  });
}

/** Where a policy stands, and the construct that asked for it, whose reason is that of its rules. */
export interface WrittenFor {
  readonly home: Construct;
  readonly by: Construct;
}

/** Writes the policy of Cilium for what only it can say; nothing where there is nothing to say. */
export function writeEntities(
  { home, by }: WrittenFor,
  { namespace, select, slug }: Place,
  rules: readonly EntitiesRule<Direction>[],
  isAlone: boolean,
): void {
  const ingress = rules.filter(isIngress);
  const egress = rules.filter(isEgress);
  if (rules.length === 0) return;
  const id = unusedId(home, isAlone ? slug : `${slug}-entities`);
  const place = { select, namespace };
  const policy =
    ingress.length === 0
      ? new CiliumNetworkPolicy(home, id, { ...place, egress })
      : new CiliumNetworkPolicy(home, id, {
          ...place,
          ingress,
          ...(egress.length > 0 && { egress }),
        });
  if (by !== home) recordOpenedFor(policy, by);
}

const isIngress = (rule: EntitiesRule<Direction>): rule is EntitiesRule<'ingress'> =>
  rule.direction === 'ingress';
const isEgress = (rule: EntitiesRule<Direction>): rule is EntitiesRule<'egress'> =>
  rule.direction === 'egress';
