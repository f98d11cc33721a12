import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { isProtocol, justAddress, parseAddress } from '../../lib/kernel';
import { parseManifests } from '../../lib/manifests';
import { buildCluster, type Cluster, type Flow, type FlowEnd } from '../../lib/model';
import { profileNamed } from '../../lib/platform';
import { EVALUATORS, verdictOf } from '../support/evaluators';

/*
 * Our own cases, one statement of the documentation in each file: a title, where it is written,
 * manifests, and the flows that follow from it. Each line is asked of both evaluators:
 *
 *   a/client -> a/web :80/TCP allowed
 *   a/client -> 203.0.113.7 :443/TCP undecided because pod-addresses, ip-block-matches-pods
 *   a/client -> a/web :80/TCP denied under cilium
 *
 * An end is a pod or a workload as namespace/name (a workload to itself is one replica to another),
 * or an address. Without `under` the profile is portable. `says` lists what a diagnostic must say;
 * `refuses` what an error must say, and then there are no flows.
 *
 * Not here: vectors about AdminNetworkPolicy, ClusterNetworkPolicy and Cilium policies (X15, X16,
 * X17, X20), whose kinds are not evaluated yet, and a pod that calls its own Service (half of X14),
 * because a flow begins after the Service has chosen a pod.
 */
interface Case {
  readonly title: string;
  readonly source: string;
  readonly kubernetesVersion?: string;
  readonly manifests: string;
  readonly says?: readonly string[];
  readonly refuses?: readonly string[];
  readonly expect?: readonly string[];
}

const FOLDER = join(__dirname, 'cases');
const cases = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.yaml'))
  .sort()
  .map((file) => ({ ...(parse(readFileSync(join(FOLDER, file), 'utf8')) as Case), file }));

const LINE =
  /^(\S+) -> (\S+) :(\d+)\/(\w+) (allowed|denied|undecided)(?: because ([a-z-]+(?:, [a-z-]+)*))?(?: under (\S+))?$/;

function built({ manifests, kubernetesVersion, file }: Case & { readonly file: string }) {
  const read = parseManifests(manifests, file);
  const options = kubernetesVersion === undefined ? {} : { kubernetesVersion };
  const { cluster, diagnostics } = buildCluster(read.manifests, options);
  return { cluster, diagnostics: [...read.diagnostics, ...diagnostics] };
}

function endOf(cluster: Cluster, text: string): FlowEnd {
  const address = parseAddress(text);
  if (address !== undefined) return { kind: 'addresses', addresses: justAddress(address) };
  const [namespace, name] = text.split('/');
  const here = cluster.workloads.filter((workload) => workload.namespace === namespace);
  const pod =
    here.flatMap(({ pods }) => pods).find((each) => each.name === name) ??
    here.find((workload) => workload.name === name)?.pods[0];
  if (pod === undefined) throw new Error(`the case has no pod ${text}`);
  return { kind: 'pod', pod };
}

/** What an evaluator says, written as the line that expects it. */
function answer(cluster: Cluster, line: string, of: (typeof EVALUATORS)[number][1]): string {
  const match = LINE.exec(line);
  if (match === null) throw new Error(`not an expectation: ${line}`);
  const [, from = '', to = '', port = '', protocol = '', , , profile] = match;
  if (!isProtocol(protocol)) throw new Error(`not a protocol: ${line}`);
  const flow: Flow = {
    from: endOf(cluster, from),
    to: endOf(cluster, to),
    protocol,
    port: Number(port),
  };
  const { word, reasons } = verdictOf(of(cluster, profileNamed(profile ?? 'portable')), flow);
  const because = reasons.length === 0 ? '' : ` because ${reasons.join(', ')}`;
  const under = profile === undefined ? '' : ` under ${profile}`;
  return `${from} -> ${to} :${port}/${protocol} ${word}${because}${under}`;
}

describe.each(cases)('$file: $title', (theCase) => {
  const { cluster, diagnostics } = built(theCase);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');

  test('is read as it should be', () => {
    const messages = diagnostics.map(({ message }) => message).join('\n');
    for (const text of theCase.says ?? []) expect(messages).toContain(text);
    const refusals = errors.map(({ message }) => message).join('\n');
    for (const text of theCase.refuses ?? []) expect(refusals).toContain(text);
    if (theCase.refuses === undefined) expect(refusals).toBe('');
  });

  test.each(EVALUATORS)('%s agrees', (_, of) => {
    const lines = theCase.expect ?? [];
    expect(lines.map((line) => answer(cluster, line, of))).toEqual(lines);
  });
});
