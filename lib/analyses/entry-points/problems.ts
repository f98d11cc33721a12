import { type Diagnostic, formatSource, type Severity } from '../../kernel';
import type {
  BackendProblem,
  ClosedGate,
  EntryBackendResult,
  EntryFlow,
  EntryPointResult,
  EntryTarget,
} from '../../results';

/** Every code of this analysis, how bad it is, and why it matters. */
const CODES = {
  closed: {
    severity: 'warning',
    why: 'who calls from outside gets an error of the controller, or a time-out',
  },
  'nodes-closed': {
    severity: 'warning',
    why: 'with externalTrafficPolicy Cluster pods see the address of the node where the connection came in, not that of the client; only their own node always gets in',
  },
  'clients-closed': {
    severity: 'warning',
    why: 'with externalTrafficPolicy Local pods see the address of the client',
  },
  'leads-nowhere': {
    severity: 'warning',
    why: 'what comes in there is answered with an error, whatever the policies say',
  },
  'not-judged': {
    severity: 'info',
    why: 'policies see addresses and pods, and the input does not tell which',
  },
  'undeclared-port': {
    severity: 'info',
    why: 'a port is open without a declaration, but a wrong number looks just like that',
  },
} as const satisfies { readonly [code: string]: { severity: Severity; why: string } };

const NOWHERE: Readonly<Record<BackendProblem, string>> = {
  'no-service': 'which is not in the input',
  'no-port': 'which has no such port',
  'no-pods': 'which selects no pod of the input',
  'no-endpoint': 'whose target port is a name that no container behind it declares',
  'not-granted': 'of another namespace without a ReferenceGrant there',
  'external-name': 'which stands for a name outside the cluster',
  'unknown-endpoints': 'which has no selector, and whose endpoints are not in the input',
  'not-a-service': 'which is no Service',
};

const NOT_JUDGED: readonly BackendProblem[] = [
  'external-name',
  'unknown-endpoints',
  'not-a-service',
];

/** What is wrong with entry points: backends that policies close, and those that are not there. */
export function entryPointProblems(entries: readonly EntryPointResult[]): readonly Diagnostic[] {
  return entries.flatMap((entry) =>
    entry.backends.flatMap((backend) => backendProblems(entry, backend)),
  );
}

function backendProblems(entry: EntryPointResult, backend: EntryBackendResult): Diagnostic[] {
  const { problem, service, port, source } = backend;
  const name = `${entry.kind} ${entry.id}`;
  if (problem !== undefined) {
    const code = NOT_JUDGED.includes(problem) ? 'not-judged' : 'leads-nowhere';
    const to = problem === 'not-a-service' || port === undefined ? service : `${service}:${port}`;
    const what = problem === 'not-a-service' ? to : `Service ${to}`;
    const message =
      service === entry.id && isService(entry)
        ? `${name} leads nowhere on ${port}: it is a Service ${NOWHERE[problem]}`
        : `${name} routes to ${what}, ${NOWHERE[problem]}`;
    return [{ code: `entry-points/${code}`, ...CODES[code], message, source }];
  }
  return backend.targets.flatMap((target) => [
    ...closedProblems(entry, backend, target),
    ...undeclared(entry, backend, target),
  ]);
}

function isService({ kind }: EntryPointResult): boolean {
  return kind === 'NodePort' || kind === 'LoadBalancer' || kind === 'ExternalIPs';
}

const SOURCES: Readonly<
  Record<EntryFlow['from'], { readonly code: keyof typeof CODES; readonly who: string }>
> = {
  controller: { code: 'closed', who: 'its controller' },
  clients: { code: 'clients-closed', who: 'any client' },
  'own-node': { code: 'nodes-closed', who: 'the node of the pod' },
  'other-nodes': { code: 'nodes-closed', who: 'other nodes' },
};

/** One for each kind of source that is shut out whole. */
function closedProblems(
  entry: EntryPointResult,
  { source }: EntryBackendResult,
  { to, port, protocol, flows }: EntryTarget,
): Diagnostic[] {
  return flows.flatMap((flow) => {
    const alike = flows.filter(({ from }) => from === flow.from);
    // Clients are cut by address: some that are kept out are what an allow list is for.
    const isShut = flow.from !== 'clients' || alike.every(({ verdict }) => verdict === 'denied');
    if (flow.verdict !== 'denied' || !isShut) return [];
    const { code, who } = SOURCES[flow.from];
    const name = flow.endpoint ?? who;
    const verb = isService(entry) ? 'leads' : 'routes';
    const message = `${entry.kind} ${entry.id} ${verb} to ${to}, but no policy lets ${name} reach it on ${port}/${protocol}: ${causeOf(flow.closed)}`;
    const help = helpOf(flow);
    return [
      {
        code: `entry-points/${code}`,
        ...CODES[code],
        message,
        source,
        ...(help === undefined ? {} : { help }),
      },
    ];
  });
}

function causeOf(closed: readonly ClosedGate[]): string {
  return closed
    .map(({ direction, isolatedBy }) => {
      const policies = isolatedBy.map(({ id, source }) => `${id} (${formatSource(source)})`);
      return `isolated for ${direction} by ${policies.join(' and ')}`;
    })
    .join('; ');
}

function helpOf({ closed, from }: EntryFlow): string | undefined {
  const rules = closed.flatMap(({ toAllow }) => (toAllow === undefined ? [] : [toAllow]));
  if (rules.length > 0) {
    return rules
      .map(
        ({ namespace, selects, rule }) =>
          `in a policy of namespace ${namespace} that selects ${selects === '' ? 'all pods' : selects}, add ${rule}`,
      )
      .join('; and ');
  }
  switch (from) {
    case 'controller':
      return 'allow the pods of the controller in an ingress rule; on the host network they are named by an ipBlock of the nodes';
    case 'own-node':
    case 'other-nodes':
      return 'allow the addresses of the nodes with an ipBlock, or set externalTrafficPolicy: Local and allow the clients';
    case 'clients':
      return 'allow the addresses of the clients with an ipBlock';
  }
}

function undeclared(
  { kind, id }: EntryPointResult,
  { service, source }: EntryBackendResult,
  { to, port, protocol, declares }: EntryTarget,
): Diagnostic[] {
  if (declares !== 'no') return [];
  const message = `${kind} ${id} leads through Service ${service} to ${port}/${protocol} of ${to}, which no container there declares`;
  return [{ code: 'entry-points/undeclared-port', ...CODES['undeclared-port'], message, source }];
}
