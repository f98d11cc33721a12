import { expect } from 'vitest';
import { checkIntents } from '../../lib/analyses';
import { parseIntents } from '../../lib/intents';
import type { Statement } from '../../lib/kernel';
import { type Profile, portable } from '../../lib/platform';
import type { IntentOutcome, IntentsResult, Violation } from '../../lib/results';
import { clusterOf } from './cluster';

/** What an intents file says. */
export function statementsIn(intents: string): readonly Statement[] {
  const { statements, diagnostics } = parseIntents(intents, 'intents.yaml');
  expect(diagnostics).toEqual([]);
  return statements;
}

/** Proves the intents of one YAML text about the manifests of another. */
export function proven(
  manifests: string,
  intents: string,
  profile: Profile = portable,
  budget?: number,
): IntentsResult {
  return checkIntents(clusterOf(manifests).cluster, profile, {
    statements: statementsIn(intents),
    today: '2026-11-21',
    ...(budget !== undefined && { budget }),
  });
}

/** The same about the only intent of a text. */
export function outcome(
  manifests: string,
  intents: string,
  profile?: Profile,
  budget?: number,
): IntentOutcome {
  const [only] = proven(manifests, intents, profile, budget).intents;
  if (only === undefined) throw new Error('the text has no intent');
  return only;
}

/** `a pod with app=x in namespace shop -> shop/db 5432 (allowed)`: one line for each violation. */
export function lines({ violations }: IntentOutcome): readonly string[] {
  return violations.map(
    ({ from, to, ports, verdict }) => `${from.id} -> ${to.id} ${portText(ports)} (${verdict})`,
  );
}

function portText(ports: Violation['ports']): string {
  return Object.entries(ports)
    .map(
      ([protocol, ranges]) =>
        `${protocol} ${ranges.map(([a, b]) => (a === b ? a : `${a}-${b}`)).join(',')}`,
    )
    .join(' ');
}

/** `rule shop/db ingress[0].from[0]`: the places that the first violation names. */
export function culprits({ violations: [first] }: IntentOutcome): readonly string[] {
  return (first?.culprits ?? []).map(({ kind, policy = '', path = '' }) =>
    [kind, policy, path].filter((part) => part !== '').join(' '),
  );
}

/** A Deployment with one container. */
export function deployment(
  name: string,
  labels: string,
  more: { readonly ports?: string; readonly namespace?: string; readonly spec?: string } = {},
): string {
  const { ports = '[]', namespace = 'shop', spec = '' } = more;
  return `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  selector: { matchLabels: { ${labels} } }
  template:
    metadata: { labels: { ${labels} } }
    spec: { ${spec} containers: [{ name: main, image: x, ports: ${ports} }] }
---`;
}

/** A NetworkPolicy with this spec. */
export function policy(name: string, spec: string, namespace = 'shop'): string {
  return `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: ${namespace} }
spec: ${spec}
---`;
}
