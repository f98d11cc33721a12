import { show } from '../constructs';
import { ANY_IP_NAME, checkNamespace } from '../ends';
import { labelKeyProblems, labelValueProblems, oneLine, UsageError } from '../kernel';
import { endOf, meaningOf, type NetEnd, podsAmong } from './end';
import { findEnd, serviceEnd } from './find-end';
import type { Net } from './net';
import { chosenPods, podsWith } from './pods-with';
import { spoken } from './spoken';

/** The words for ends of flows that one set of manifests knows. */
export interface Ends {
  /**
   * A workload, or one of its pods: `shop/api`, `shop/StatefulSet/db`, `shop/db-0`, or `api` where
   * only one is called so.
   *
   * @throws {UsageError} for a name that nobody has, with the nearest one, or that several have
   */
  pod(name: string): NetEnd;
  /**
   * All pods with these labels, also those that do not exist yet; no label means every pod.
   *
   * @param namespace @default - every namespace
   * @throws {UsageError} for a namespace that the manifests do not know
   */
  pods(labels: { readonly [key: string]: string }, namespace?: string): NetEnd;
  /** Every pod of every namespace, also those that do not exist yet. */
  any(): NetEnd;
  /**
   * Where flows end, in any word that `netpol explain` takes: `shop/db`, `shop/db:5432`, `shop/*`,
   * `svc/shop/db`, `10.0.0.0/8`, `any-ip`, `internet`, `cloud-metadata`.
   *
   * @throws {UsageError} for a word that means nothing, with the nearest one, or several things
   */
  to(word: string): NetEnd;
  /** Addresses: one, a block, `any-ip`, `internet` or `cloud-metadata`. @throws {UsageError} for anything else */
  address(word: string): NetEnd;
  /** The pods behind a Service, `shop/db`; ports towards it are its own. @throws {UsageError} for an unknown one */
  service(name: string): NetEnd;
}

/** The words for ends of these manifests. */
export function endsOf(net: Net): Ends {
  return {
    pod: (name) => spoken(() => podEnd(checkedWord('pod', name), net)),
    pods: (labels, namespace) => spoken(() => podsEnd(labels, namespace, net)),
    any: () => endOf(anyPod(net)),
    to: (word) => spoken(() => findEnd(checkedWord('to', word), net)),
    address: (word) => spoken(() => addressEnd(checkedWord('address', word), net)),
    service: (name) => spoken(() => namedServiceEnd(checkedWord('service', name), net)),
  };
}

function podsEnd(
  labels: { readonly [key: string]: string },
  namespace: string | undefined,
  net: Net,
): NetEnd {
  checkLabels(labels);
  if (namespace !== undefined) checkNamespace(checkedWord('pods', namespace), net.directory);
  return endOf(podsWith(chosenPods(labels, namespace), net));
}

/**
 * The end that a test gives: a word, or an end of these manifests.
 *
 * @throws {UsageError} for anything else
 */
export function givenEnd(given: unknown, net: Net): NonNullable<ReturnType<typeof meaningOf>> {
  const meaning = meaningOf(typeof given === 'string' ? findEnd(given, net) : given);
  if (meaning !== undefined) return meaning;
  throw new UsageError(`${show(given)} is no end of flows: write 'shop/db' or net.to('shop/db')`);
}

function podEnd(name: string, net: Net): NetEnd {
  const end = findEnd(name, net);
  const meaning = meaningOf(end);
  if (meaning?.ports.length === 0 && podsAmong(meaning.known).length > 0) return end;
  throw new UsageError(`${name} is no workload or pod`, `ask for net.to('${name}')`);
}

function anyPod(net: Net): Parameters<typeof endOf>[0] {
  const everyone = podsWith(chosenPods({}, undefined), net);
  return { ...everyone, name: 'any pod', endpoint: { kind: 'any-pod' } };
}

function addressEnd(word: string, net: Net): NetEnd {
  const end = findEnd(word, net);
  const known = meaningOf(end)?.known ?? [];
  if (known.some((each) => 'addresses' in each)) return end;
  throw new UsageError(`${word} is no address`, `write 10.1.2.3, 10.0.0.0/8 or ${ANY_IP_NAME}`);
}

function namedServiceEnd(name: string, net: Net): NetEnd {
  const word = name.startsWith('svc/') ? name : `svc/${name}`;
  const end = serviceEnd(word, net);
  if (end !== undefined) return end;
  throw new UsageError(`there is no Service \`${name}\``);
}

function checkedWord(call: string, word: unknown): string {
  if (typeof word === 'string' && word !== '') return word;
  throw new UsageError(`\`${call}\` got ${show(word)}, which is no name`, "write 'shop/db'");
}

function checkLabels(labels: unknown): void {
  const isMap = typeof labels === 'object' && labels !== null && !Array.isArray(labels);
  if (!isMap) throw new UsageError(`\`pods\` got ${show(labels)}`, "write pods({ app: 'web' })");
  for (const [key, value] of Object.entries(labels)) {
    const [wrong] =
      typeof value === 'string'
        ? [...labelKeyProblems(key), ...labelValueProblems(value)]
        : ['a label is a text'];
    if (wrong === undefined) continue;
    // No pod can carry it, and so nothing that is said of such pods could ever fail.
    throw new UsageError(`\`pods\` got ${show(value)} for label \`${oneLine(key)}\`: ${wrong}`);
  }
}
