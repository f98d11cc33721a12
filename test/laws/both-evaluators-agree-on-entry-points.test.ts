import fc from 'fast-check';
import { expect, test } from 'vitest';
import { entryPoints } from '../../lib/analyses';
import type { EntryPoint, Service } from '../../lib/model';
import { cluster, NOWHERE, profile } from '../support/arbitraries';
import { bySemantics } from '../support/by-semantics';

const service = (type: string, clientAddress: Service['clientAddress']): Service => ({
  namespace: 'a',
  name: type.toLowerCase(),
  type,
  selector: new Map([['app', 'x']]),
  ports: [{ name: undefined, protocol: 'TCP', port: 80, targetPort: 80, nodePort: undefined }],
  translates: 'yes',
  addresses: [],
  externalName: undefined,
  endpoints: [],
  clientAddress,
  sourceRanges: [],
  externalIps: [],
  origin: NOWHERE,
});

const services = [service('LoadBalancer', 'kept'), service('NodePort', 'replaced')];

const ingress: EntryPoint = {
  kind: 'Ingress',
  namespace: 'a',
  name: 'front',
  hosts: [],
  implementations: [{ className: undefined, controllerName: undefined, gateway: undefined }],
  backends: [
    {
      kind: 'service',
      namespace: 'a',
      name: 'nodeport',
      port: 80,
      counts: 'service-ports',
      reference: 'own-namespace',
      source: { file: '' },
    },
  ],
  origin: NOWHERE,
};

test('both evaluators agree on who comes in', () => {
  fc.assert(
    fc.property(cluster, profile, (of, facts) => {
      const open = { ...of, services, entryPoints: [ingress] };
      expect(entryPoints(open, facts)).toEqual(
        entryPoints(open, facts, { evaluatorOf: bySemantics }),
      );
    }),
    { numRuns: 200 },
  );
});
