import {
  endWords,
  firstWords,
  type Intent,
  type IntentEndpoint,
  type PortSpec,
  portWords,
} from '../../kernel';

/** Who is meant on which side, and on which ports. */
interface ClaimWords {
  readonly from: string;
  readonly to: string;
  readonly ports?: string;
}

/** What an intent demands, in the words of its reader. */
export function wordsOf(intent: Intent): ClaimWords {
  switch (intent.kind) {
    case 'closed': {
      const [only, ...both] = intent.directions;
      const pods = endsWords(intent.pods);
      if (both.length > 0) return { from: pods, to: 'anyone, either way' };
      return only === 'egress' ? { from: pods, to: 'anyone' } : { from: 'anyone', to: pods };
    }
    case 'resolves-names':
      return { from: endsWords(intent.from), to: 'cluster DNS' };
    case 'reaches':
    case 'never-reaches':
    case 'never-reaches-transitively':
    case 'reached-only-by':
    case 'reaches-only': {
      const ends = (side: 'from' | 'to'): readonly IntentEndpoint[] =>
        intent.flows.flatMap((flow) => flow[side]);
      const sealed = { from: ends('from'), to: ends('to') };
      const { from, to } = { ...sealed, ...sealedEnds(intent) };
      const ports: readonly PortSpec[] = intent.flows.flatMap((flow) => flow.ports ?? []);
      const isEvery = intent.flows.some((flow) => flow.ports === undefined);
      const said =
        isEvery || ports.length === 0
          ? {}
          : { ports: uniqueWords(ports.map(portWords)).join(', ') };
      return { from: endsWords(from), to: endsWords(to), ...said };
    }
  }
}

function sealedEnds(intent: Intent): Partial<Record<'from' | 'to', readonly IntentEndpoint[]>> {
  if (intent.kind === 'reached-only-by') return { to: intent.to };
  return intent.kind === 'reaches-only' ? { from: intent.from } : {};
}

/** Several ends as one: at most a few are named. */
function endsWords(ends: readonly IntentEndpoint[]): string {
  return ends.length === 0 ? 'nothing' : firstWords(uniqueWords(ends.map(endWords)));
}

function uniqueWords(words: readonly string[]): readonly string[] {
  return [...new Set(words)];
}
