import Ajv2020 from 'ajv/dist/2020';
import { expect, test } from 'vitest';
import { blast, entryPoints, exposure } from '../../../../lib/analyses';
import { portable } from '../../../../lib/platform';
import { renderJson } from '../../../../lib/renderers';
import blastSchema from '../../../../schema/blast.json';
import exposureSchema from '../../../../schema/exposure.json';
import { clusterFrom, policy, service, workload } from '../../../support/cluster-from';

const cluster = clusterFrom(
  workload('shop/web', { http: 8080 }),
  workload('shop/db'),
  workload('ops/job'),
  service(
    'shop/web',
    '{type: LoadBalancer, externalTrafficPolicy: Local, selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}',
  ),
  policy(
    'shop/web',
    '{podSelector: {matchLabels: {app: web}}, policyTypes: [Ingress, Egress], ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0}}, {namespaceSelector: {matchLabels: {team: a}}}]}], egress: [{to: [{podSelector: {}}], ports: [{port: pg}]}, {to: [{ipBlock: {cidr: 169.254.169.254/32}}]}]}',
  ),
  policy('shop/out', '{podSelector: {matchLabels: {app: new}}, policyTypes: [Egress]}'),
);

const exposed = exposure(cluster, portable, { entryPoints: entryPoints(cluster, portable) });
const fallen = blast(cluster, portable, { taken: () => true });

test.each([
  ['exposure', exposed, exposureSchema],
  ['blast', fallen, blastSchema],
] as const)('%s is what its schema says', (_, result, schema) => {
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);
  expect(validate(JSON.parse(renderJson(result))), JSON.stringify(validate.errors)).toBe(true);
});

test.each([
  ['exposure', exposed, exposureSchema],
  ['blast', fallen, blastSchema],
] as const)('%s without a field that its schema asks for is refused', (_, result, schema) => {
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);
  for (const field of schema.required) {
    const { [field]: _left, ...rest } = { ...result } as Readonly<Record<string, unknown>>;
    expect(validate(JSON.parse(JSON.stringify(rest))), field).toBe(false);
  }
});
