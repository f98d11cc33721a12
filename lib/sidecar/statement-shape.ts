import {
  type Acknowledgement,
  type Claim,
  DIRECTIONS,
  type Intent,
  type IntentEndpoint,
  type NamespaceScope,
  type StatedFlow,
  type Statement,
} from '../kernel';
import { both, type Check, exactly, flag, kinds, list, shape, text, word } from './check';
import { cidr, codeLine, day, port, selector, source } from './part-shapes';

type Scope<Kind> = Extract<NamespaceScope, { readonly kind: Kind }>;

const namespaces = kinds<NamespaceScope>({
  named: shape<Scope<'named'>>({ kind: exactly('named'), name: text }, {}),
  selected: shape<Scope<'selected'>>({ kind: exactly('selected'), selector }, {}),
});

type End<Kind> = Extract<IntentEndpoint, { readonly kind: Kind }>;

const end = kinds<IntentEndpoint>({
  pods: shape<End<'pods'>>({ kind: exactly('pods'), namespaces, pods: selector }, {}),
  workload: shape<End<'workload'>>(
    { kind: exactly('workload'), namespace: text, name: text },
    { workloadKind: text },
  ),
  service: shape<End<'service'>>({ kind: exactly('service'), namespace: text, name: text }, {}),
  'any-pod': shape<End<'any-pod'>>({ kind: exactly('any-pod') }, {}),
  addresses: shape<End<'addresses'>>(
    { kind: exactly('addresses'), cidrs: list(cidr), except: list(cidr) },
    {},
  ),
  internet: shape<End<'internet'>>({ kind: exactly('internet') }, {}),
  'cloud-metadata': shape<End<'cloud-metadata'>>({ kind: exactly('cloud-metadata') }, {}),
  anywhere: shape<End<'anywhere'>>({ kind: exactly('anywhere') }, {}),
});

const ends = list(end);

const flows = list(shape<StatedFlow>({ from: ends, to: ends }, { ports: list(port) }));

type Of<Kind> = Extract<Claim, { readonly kind: Kind }>;

const claim = kinds<Claim>({
  reaches: shape<Of<'reaches'>>({ kind: exactly('reaches'), flows }, {}),
  'never-reaches': shape<Of<'never-reaches'>>({ kind: exactly('never-reaches'), flows }, {}),
  'never-reaches-transitively': shape<Of<'never-reaches-transitively'>>(
    { kind: exactly('never-reaches-transitively'), flows },
    {},
  ),
  'reached-only-by': shape<Of<'reached-only-by'>>(
    { kind: exactly('reached-only-by'), to: ends, flows },
    {},
  ),
  'reaches-only': shape<Of<'reaches-only'>>(
    { kind: exactly('reaches-only'), from: ends, flows },
    {},
  ),
  closed: shape<Of<'closed'>>(
    { kind: exactly('closed'), pods: ends, directions: list(word(DIRECTIONS)) },
    {},
  ),
  'resolves-names': shape<Of<'resolves-names'>>(
    { kind: exactly('resolves-names'), from: ends },
    {},
  ),
});

type Wording = Pick<Intent, 'name' | 'severity' | 'hard' | 'acknowledged'>;

const wording = shape<Wording>(
  { name: text, severity: word(['error', 'warning']), hard: flag },
  { acknowledged: shape<Acknowledgement>({ reason: text }, { until: day }) },
);

const intent: Check<Intent> = both(claim, wording);

/** What a construct states. */
export const statement: Check<Statement> = shape<Statement>(
  { intents: list(intent), flows },
  { construct: text, typescript: codeLine, source },
);
