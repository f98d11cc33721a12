import { expect, test } from 'vitest';
import { entryPointProblems, entryPoints } from '../../../../lib/analyses';
import type { Diagnostic } from '../../../../lib/kernel';
import { portable } from '../../../../lib/platform';
import { clusterFrom, policy, service, workload } from '../../../support/cluster-from';

const WEB = workload('shop/web', { http: 8080 });
const SERVICE = service(
  'shop/web',
  '{selector: {app: web}, ports: [{port: 80, targetPort: http}]}',
);
const INGRESS = `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: front, namespace: shop}
spec: {ingressClassName: nginx, defaultBackend: {service: {name: web, port: {number: 80}}}}`;
const DENY = policy('shop/deny', '{podSelector: {}, policyTypes: [Ingress]}');

function problems(...texts: readonly string[]): readonly Diagnostic[] {
  return entryPointProblems(entryPoints(clusterFrom(...texts), portable));
}

test('a closed backend says which policy closes it, where, and which rule opens it', () => {
  const [problem] = problems(WEB, SERVICE, INGRESS, DENY);
  expect(problem).toMatchObject({
    code: 'entry-points/closed',
    severity: 'warning',
    source: { path: 'spec.defaultBackend.service' },
  });
  expect(problem?.message).toMatch(
    /^Ingress shop\/front routes to shop\/web, but no policy lets its controller reach it on 8080\/TCP: isolated for ingress by shop\/deny \(test\.yaml:\d+:1\)$/,
  );
  expect(problem?.help).toContain(
    'in a policy of namespace shop that selects app=web, add ingress: [{from: [{namespaceSelector:',
  );
});

test('the rule that is offered opens the backend', () => {
  const controller = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: c, namespace: edge}
spec: {template: {metadata: {labels: {app.kubernetes.io/name: ingress-nginx, app.kubernetes.io/component: controller, pod-template-hash: x}}}}`;
  const input = [WEB, SERVICE, INGRESS, DENY, controller];
  const rule = /add (ingress: .*)$/.exec(problems(...input)[0]?.help ?? '')?.[1];
  const opened = policy('shop/open', `{podSelector: {matchLabels: {app: web}}, ${rule}}`);
  expect(problems(...input, opened)).toEqual([]);
});

test('an open backend is no problem', () => {
  expect(problems(WEB, SERVICE, INGRESS)).toEqual([]);
});

test('an undecided backend is no problem yet', () => {
  const some = policy(
    'shop/some',
    '{podSelector: {}, ingress: [{from: [{namespaceSelector: {}}]}]}',
  );
  expect(problems(WEB, SERVICE, INGRESS, some)).toEqual([]);
});

test('a missing Service is a warning where it is named', () => {
  expect(problems(WEB, INGRESS)).toMatchObject([
    {
      code: 'entry-points/leads-nowhere',
      severity: 'warning',
      message: 'Ingress shop/front routes to Service shop/web:80, which is not in the input',
    },
  ]);
});

test('a port that no container declares is worth knowing', () => {
  const undeclared = service(
    'shop/web',
    '{selector: {app: web}, ports: [{port: 80, targetPort: 9}]}',
  );
  expect(problems(WEB, undeclared, INGRESS)).toMatchObject([
    { code: 'entry-points/undeclared-port', severity: 'info' },
  ]);
});

test('what manifests cannot tell is worth knowing', () => {
  const name = service('shop/web', '{type: ExternalName, externalName: x.example}');
  expect(problems(name, INGRESS)).toMatchObject([
    { code: 'entry-points/not-judged', severity: 'info' },
  ]);
});

const exposed = (more: string) =>
  service('shop/web', `{selector: {app: web}, ports: [{port: 80, targetPort: 8080}], ${more}}`);

test('nodes that are shut out are a warning', () => {
  expect(problems(WEB, exposed('type: NodePort'), DENY)).toMatchObject([
    {
      code: 'entry-points/nodes-closed',
      help: expect.stringContaining('externalTrafficPolicy: Local'),
    },
  ]);
});

test('clients that are all shut out are a warning', () => {
  const local = exposed('type: LoadBalancer, externalTrafficPolicy: Local');
  expect(problems(WEB, local, DENY)).toMatchObject([{ code: 'entry-points/clients-closed' }]);
});

test('clients that are shut out beside others are what the policy is for', () => {
  const local = exposed('type: LoadBalancer, externalTrafficPolicy: Local');
  const office = policy(
    'shop/office',
    '{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 203.0.113.0/24}}]}]}',
  );
  expect(problems(WEB, local, office)).toEqual([]);
});
