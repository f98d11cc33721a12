import { IP_FAMILIES, type IpFamily, noAddresses, ofFamily } from '../../../../kernel';
import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { egress } from '../../examples';
import { REFERENCES } from '../../references';
import { isDualStack } from '../../views/dual-stack';
import { anyIpIn, type OutsideRule, outsideRules } from '../../views/outside';
import { ruleName, rulePath } from '../../views/rule-place';

/** Finds rules for every address of one family, in clusters that have both. */
export const oneFamilyOnly: Check = {
  id: 'NP106',
  name: 'one-family-only',
  severity: 'warning',
  summary: 'A rule is about every address of one family, and its policy says nothing of the other.',
  why: 'The families never mix: 0.0.0.0/0 holds no IPv6 address. Clients that prefer IPv6 wait for a time-out, and nobody has thought about what they may reach there.',
  how: 'Pods have addresses of both families: the profile says so, a Service asks for both (`RequireDualStack`), or a pod of the input has both. Blocks of a rule hold the whole internet of one family, and no rule of the policy in that direction has a block of the other.',
  help: 'add the block of the other family, with exceptions of its own',
  acknowledge: 'The pods are to use one family only.',
  references: [REFERENCES.networkPolicies, REFERENCES.dualStack],
  examples: {
    given: `
apiVersion: v1
kind: Service
metadata: { name: worker, namespace: shop }
spec:
  ipFamilyPolicy: RequireDualStack
  selector: { app: worker }
  ports: [{ port: 8080 }]
`,
    avoid: {
      yaml: egress('worker')`
    - to: [{ ipBlock: { cidr: 0.0.0.0/0, except: [10.0.0.0/8] } }]
      ports: [{ protocol: TCP, port: 443 }]
`,
      typescript: `
new NetworkPolicy(shop, 'worker', {
  select: pods({ app: 'worker' }),
  egress: [to(ipBlock('0.0.0.0/0', { except: ['10.0.0.0/8'] })).on(tcp(443))],
});
`,
    },
    prefer: {
      yaml: egress('worker')`
    - to:
        - ipBlock: { cidr: 0.0.0.0/0, except: [10.0.0.0/8] }
        - ipBlock: { cidr: '::/0', except: ['fc00::/7'] }
      ports: [{ protocol: TCP, port: 443 }]
`,
      typescript: `
new AllowInternet(shop, 'worker', { from: pods({ app: 'worker' }), on: [tcp(443)] });
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    if (!isDualStack(examined)) return;
    const rules = outsideRules(examined);
    for (const outside of [...rules.ingress, ...rules.egress]) {
      const { policy, rule } = outside;
      const beside = rules[rule.direction].filter((other) => other.policy === policy);
      const missing = missingFamily(outside, beside);
      if (missing === undefined) continue;
      yield {
        about: aboutPolicy(policy),
        path: rulePath(rule),
        message: `${ruleName(outside)} is about every IPv${missing === 4 ? 6 : 4} address, and ${policy.namespace}/${policy.name} names no IPv${missing} address`,
      };
    }
  },
};

/** The family of which nobody speaks, where all of the other one is meant. */
function missingFamily(
  { blocks, addresses }: OutsideRule,
  beside: readonly OutsideRule[],
): IpFamily | undefined {
  const [meant, ...more] = anyIpIn(addresses);
  if (blocks.length === 0 || meant === undefined || more.length > 0) return undefined;
  const other = IP_FAMILIES.find((family) => family !== meant);
  if (other === undefined) return undefined;
  const isNamed = beside.some((each) => !noAddresses(ofFamily(each.addresses, other)));
  return isNamed ? undefined : other;
}
