/** An end as an intents file writes it. */
export type EndNode = string | EndMap;

interface EndMap {
  readonly namespace?: string;
  readonly namespaces?: Labels;
  readonly pods?: Labels;
}

interface Labels {
  readonly [key: string]: string;
}

/** The ends in a list such as `shop/web`, `shop/*` and `internet`, each in backticks. */
export function readEnds(text: string): readonly EndNode[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, word = '']) => readEnd(word));
}

function readEnd(word: string): EndNode {
  const namespace = /^([^/]+)\/\*$/.exec(word)?.[1];
  if (namespace !== undefined) return { namespace };
  const everywhere = /^namespaces (\S+)$/.exec(word)?.[1];
  if (everywhere !== undefined) return { namespaces: labelsIn(everywhere) };
  const [, pods, plural, where = ''] = /^pods (\S+) in namespace(s?) (\S+)$/.exec(word) ?? [];
  // What is neither is a workload, an address or a word of intents, which they read themselves.
  if (pods === undefined)
    return word.replace(/^any (IP|pod)$/, (all) => all.toLowerCase().replace(' ', '-'));
  const place = plural === '' ? { namespace: where } : { namespaces: labelsIn(where) };
  return { ...place, pods: labelsIn(pods) };
}

/** The labels in `app=web,tier=front`. */
export function labelsIn(text: string): Labels {
  return Object.fromEntries(
    text
      .split(',')
      .filter((part) => part !== '')
      .map((part) => [part.replace(/=.*/, ''), part.replace(/^[^=]*=/, '')]),
  );
}
