import { ALL_PORTS, type CodeLine, type PortSet, PROTOCOLS, samePorts } from '../../kernel';
import type { Pod } from '../../model';
import type { ExplainCase } from '../../results';
import type { Gate, Verdict } from '../../semantics';
import { tellingLabels } from '../shared/gates/changes/telling-labels';

/**
 * The construct that opens a denied flow between pods at both ends, and the line of TypeScript to
 * write it near; undefined where the policies do not come from TypeScript.
 */
export function typescriptFor(
  { verdict, egress, ingress }: Verdict,
  ports: PortSet,
): ExplainCase['typescript'] {
  const [from, to] = [egress.subject, ingress.subject];
  if (verdict !== 'denied' || from.kind !== 'pod' || to.kind !== 'pod') return undefined;
  if (from.pod.hostNetwork || to.pod.hostNetwork) return undefined;
  const near = [egress, ingress].filter(({ open }) => open.answer === 'no').map(lineOf)[0];
  const on = portsCode(ports);
  if (near === undefined || on === undefined) return undefined;
  // A Connection has ends that labels name.
  if (from.pod.labels.size === 0 || to.pod.labels.size === 0) return undefined;
  const isOneNamespace = from.pod.namespace === to.pod.namespace;
  const place = (pod: Pod) => (isOneNamespace ? '' : `.in(namespace(${quoted(pod.namespace)}))`);
  const alone = [egress, ingress].some(({ isolatedBy }) => isolatedBy.length === 0)
    ? ', thisEndOnly: true'
    : '';
  const ends = `from: ${podsCode(from.pod)}${place(from.pod)}, to: ${podsCode(to.pod)}${place(to.pod)}`;
  const id = quoted(`${from.pod.name}-to-${to.pod.name}`);
  return { near, code: `new Connection(scope, ${id}, { ${ends}, on: [${on}]${alone} });` };
}

/** The line behind the policy that is most about these pods. */
function lineOf({ isolatedBy }: Gate): CodeLine | undefined {
  const lines = [...isolatedBy]
    .sort((a, b) => b.subject.requirements.length - a.subject.requirements.length)
    .flatMap(({ origin }) => origin.at([]).typescript ?? []);
  return lines[0];
}

function podsCode({ labels }: Pod): string {
  const fields = [...tellingLabels(labels)].map(([key, value]) => {
    const name = /^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key);
    return `${name}: ${quoted(value)}`;
  });
  return `pods({ ${fields.join(', ')} })`;
}

function portsCode(ports: PortSet): string | undefined {
  if (samePorts(ports, ALL_PORTS)) return 'allPorts()';
  const ranges = PROTOCOLS.flatMap((protocol) =>
    ports[protocol].map(([first, last]) => ({ name: protocol.toLowerCase(), first, last })),
  );
  const [range, ...more] = ranges;
  if (range === undefined || more.length > 0) return undefined;
  const { name, first, last } = range;
  return first === last ? `${name}(${first})` : `${name}.range(${first}, ${last})`;
}

/** A TypeScript string: names of the input end no quotes. */
function quoted(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
