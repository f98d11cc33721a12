import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addressesOf, cidrAround, formatCidr, toCidrs } from '../../lib/kernel';
import type { Cluster, Peer, Rule } from '../../lib/model';
import { question } from '../support/arbitraries';
import { EVALUATORS, verdictOf } from '../support/evaluators';

/** Every block as the two halves of each CIDR that it is made of. */
function halves(peer: Peer): readonly Peer[] {
  if (peer.kind !== 'block') return [peer];
  return toCidrs(peer.addresses)
    .flatMap((cidr) => {
      const { family, first, last, prefix } = cidr;
      if (first === last) return [cidr];
      return [first, last].map((value) => cidrAround({ family, value }, prefix + 1));
    })
    .map((cidr) => ({
      kind: 'block',
      cidr: formatCidr(cidr),
      except: [],
      addresses: addressesOf([cidr]),
    }));
}

const split = (rule: Rule): Rule => ({ ...rule, peers: rule.peers.flatMap(halves) });

test.each(EVALUATORS)('a block and the two halves of it mean the same: %s', (_, of) => {
  fc.assert(
    fc.property(question, ({ cluster, profile, flow }) => {
      fc.pre(flow.from.kind === 'pod' && flow.to.kind === 'pod');
      const policies = cluster.policies.map((policy) => ({
        ...policy,
        rules: {
          ingress: policy.rules.ingress.map(split),
          egress: policy.rules.egress.map(split),
        },
      }));
      const other: Cluster = { ...cluster, policies };
      const verdict = verdictOf(of(other, profile), flow);
      expect(verdict).toEqual(verdictOf(of(cluster, profile), flow));
    }),
    { numRuns: 200 },
  );
});
