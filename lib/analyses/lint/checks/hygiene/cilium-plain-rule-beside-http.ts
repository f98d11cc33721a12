import { groupBy, isJsonObject, type Json, type JsonObject } from '../../../../kernel';
import type { Check, Examined, Found } from '../../check';
import { canonical } from '../../fingerprint';
import { REFERENCES } from '../../references';
import { type CiliumRule, ciliumRules, listOf, nameOf } from '../../views/cilium-rules';
import { at } from '../../written';

/** Finds rules without HTTP that let through what a rule with HTTP is to restrict. */
export const ciliumPlainRuleBesideHttp: Check = {
  id: 'NP504',
  name: 'cilium-plain-rule-beside-http',
  severity: 'error',
  summary: 'A rule opens a port as a whole, and another one only some HTTP requests on it.',
  why: 'Rules of Cilium add up like those of NetworkPolicies. A rule that opens the port to the same peers lets every request through, and the list of methods and paths beside it restricts nobody.',
  how: 'Two rules of policies that select the same pods, word for word, in one direction: one has HTTP rules for a port, the other opens that port without any, to the same peers word for word, or to everyone.',
  help: 'remove the rule without HTTP, or restrict it to other peers',
  acknowledge: 'When the HTTP rules are there to log requests.',
  references: [REFERENCES.ciliumLayer7],
  examples: {
    profile: 'cilium',
    avoid: {
      yaml: `
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: api, namespace: shop }
spec:
  endpointSelector: { matchLabels: { app: api } }
  ingress:
    - fromEndpoints: [{ matchLabels: { app: web } }]
      toPorts:
        - ports: [{ port: '8080', protocol: TCP }]
          rules: { http: [{ method: GET }] }
    - fromEndpoints: [{ matchLabels: { app: web } }]
      toPorts:
        - ports: [{ port: '8080', protocol: TCP }]
`,
    },
    prefer: {
      yaml: `
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: api, namespace: shop }
spec:
  endpointSelector: { matchLabels: { app: api } }
  ingress:
    - fromEndpoints: [{ matchLabels: { app: web } }]
      toPorts:
        - ports: [{ port: '8080', protocol: TCP }]
          rules: { http: [{ method: GET }] }
`,
      typescript: `
new AllowHttp(shop, 'reads', {
  from: pods({ app: 'web' }),
  to: pods({ app: 'api' }),
  on: tcp(8080),
  rules: [http({ method: 'GET' })],
});
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    for (const rules of groupBy(ciliumRules(examined), ({ selects }) => selects).values()) {
      const narrow = rules.flatMap((rule) => portsOf(rule, 'with-http'));
      if (narrow.length === 0) continue;
      for (const plain of rules.flatMap((rule) => portsOf(rule, 'plain'))) {
        const undone = narrow.find((each) => isUndone(each, plain));
        if (undone === undefined) continue;
        const { object } = plain.rule;
        yield {
          about: object,
          path: plain.rule.path,
          message: `${nameOf(object)} opens ${undone.text} as a whole, which undoes the HTTP rules of ${nameOf(undone.rule.object)} for it`,
          related: [
            {
              message: 'the HTTP rules that it undoes',
              source: undone.rule.object.origin.at(undone.rule.path),
            },
          ],
        };
      }
    }
  },
};

/** One port of a rule, or all of them. */
interface RulePort {
  readonly rule: CiliumRule;
  readonly port: 'all' | { readonly port: Json; readonly protocol: Json };
  readonly text: string;
}

function portsOf(rule: CiliumRule, wanted: 'with-http' | 'plain'): readonly RulePort[] {
  const entries = listOf(rule.rule['toPorts']);
  const isEmpty = Object.keys(rule.rule).length === 0;
  if (entries.length === 0) {
    // A rule without anything denies, and one about ICMP opens no port.
    const isPlain = wanted === 'plain' && !isEmpty && rule.rule['icmps'] === undefined;
    return isPlain ? [{ rule, port: 'all', text: 'every port' }] : [];
  }
  return entries
    .filter((entry) => (hasHttp(entry) ? wanted === 'with-http' : wanted === 'plain'))
    .flatMap((entry) => listOf(at(entry, ['ports'])))
    .flatMap((each) => (isJsonObject(each) ? [rulePort(rule, each)] : []));
}

function rulePort(rule: CiliumRule, { port = null, protocol = 'ANY' }: JsonObject): RulePort {
  return { rule, port: { port, protocol }, text: `port ${String(port)}` };
}

function hasHttp(entry: Json): boolean {
  return listOf(at(entry, ['rules', 'http'])).length > 0;
}

function isUndone(narrow: RulePort, plain: RulePort): boolean {
  return meet(narrow, plain) && isWider(peersOf(plain.rule), peersOf(narrow.rule));
}

function meet({ port: narrow }: RulePort, { port: plain }: RulePort): boolean {
  if (plain === 'all' || narrow === 'all') return plain === 'all';
  return (
    canonical(narrow.port) === canonical(plain.port) &&
    (narrow.protocol === plain.protocol || plain.protocol === 'ANY' || narrow.protocol === 'ANY')
  );
}

/** What a rule says beside ports: whom it lets through, and on which conditions. */
function peersOf({ rule }: CiliumRule): JsonObject {
  return Object.fromEntries(Object.entries(rule).filter(([field]) => field !== 'toPorts'));
}

function isWider(plain: JsonObject, narrow: JsonObject): boolean {
  return Object.keys(plain).length === 0 || canonical(plain) === canonical(narrow);
}
