import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { ingress } from '../../examples';
import { REFERENCES } from '../../references';
import { removalOf } from '../../views/removable-rule';
import { ruleName, rulePath, rulePlace } from '../../views/rule-place';
import { type Superfluous, superfluous } from '../../views/superfluous';

/** Finds rules that one other rule contains. */
export const shadowedRule: Check = {
  id: 'NP303',
  name: 'shadowed-rule',
  severity: 'info',
  summary: 'One other rule lets through everything that a rule does.',
  why: 'A narrow rule beside a wide one reads like a limit, and limits nothing: rules only add to each other.',
  how: 'Proven for every pod, peer and port that could exist: whatever passes the rule passes the other one. It is a warning where both are rules of one policy and the other one lets through more, because whoever wrote the narrow one means less than what passes. Of two equal rules the later one is reported.',
  help: 'remove the rule, or narrow the one that contains it',
  acknowledge: 'The other rule belongs to somebody else, and this policy is to stand without it.',
  references: [REFERENCES.networkPolicies],
  examples: {
    avoid: {
      yaml: ingress('api')`
    - from: [{ podSelector: {} }]
    - from: [{ podSelector: { matchLabels: { app: web } } }]
      ports: [{ protocol: TCP, port: 8080 }]
`,
    },
    prefer: {
      yaml: ingress('api')`
    - from: [{ podSelector: { matchLabels: { app: web } } }]
      ports: [{ protocol: TCP, port: 8080 }]
`,
      typescript: `
new NetworkPolicy(shop, 'api', {
  select: pods({ app: 'api' }),
  ingress: [from(pods({ app: 'web' })).on(tcp(8080))],
});
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    for (const each of superfluous(examined)) {
      const { policy, part, covers } = each;
      const [cover] = covers;
      if (part === 'policy' || cover === undefined || covers.length > 1) continue;
      const placed = { policy, rule: part };
      const fix = removalOf(examined, placed);
      yield {
        about: aboutPolicy(policy),
        path: rulePath(part),
        message: `${ruleName(placed)} changes nothing: ${ruleName(cover)} ${says(each)}`,
        ...(isMisleading(each) && { severity: 'warning' }),
        related: [rulePlace(cover, says(each))],
        ...(fix !== undefined && { fix }),
      };
    }
  },
};

function says({ coversLet }: Superfluous): string {
  return coversLet === 'more' ? 'lets all of it through, and more' : 'lets the same through';
}

function isMisleading({ policy, covers, coversLet }: Superfluous): boolean {
  return coversLet === 'more' && covers.every((cover) => cover.policy === policy);
}
