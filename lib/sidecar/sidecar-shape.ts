import {
  type AcceptedFinding,
  InvalidInputError,
  type KnownPort,
  type KnownWorkload,
  PROTOCOLS,
} from '../kernel';
import { checkProfile, type Profile } from '../platform';
import { type Check, exactly, list, shape, text, texts, word } from './check';
import { codeLine, day, portNumber } from './part-shapes';
import {
  SIDECAR_VERSION,
  type Sidecar,
  type SidecarObject,
  type SidecarReason,
  type SidecarRule,
} from './sidecar';
import { statement } from './statement-shape';

const reason = shape<SidecarReason>(
  { reason: text },
  { owner: text, until: day, inheritedFrom: text },
);

const rules = list(shape<SidecarRule>({}, { typescript: codeLine, because: reason }));

const object = shape<SidecarObject>(
  {
    apiVersion: text,
    kind: text,
    name: text,
    sha256: text,
    construct: text,
    rules: shape<SidecarObject['rules']>({ ingress: rules, egress: rules }, {}),
  },
  { namespace: text, typescript: codeLine },
);

const accepted = shape<AcceptedFinding>(
  { id: text, construct: text, reason: text },
  { until: day, typescript: codeLine },
);

const port = shape<KnownPort>({ name: text, protocol: word(PROTOCOLS), port: portNumber }, {});

const workload = shape<KnownWorkload>(
  { namespace: text, name: text, labels: texts, ports: list(port) },
  { typescript: codeLine },
);

const profile: Check<Profile> = (found, at, problems): found is Profile => {
  try {
    checkProfile(found, ['name', 'assume']);
    return true;
  } catch (refused) {
    if (!(refused instanceof InvalidInputError)) throw refused;
    problems.push(...refused.diagnostics.map(({ message }) => `\`${at}\`: ${message}`));
    return false;
  }
};

/** Everything that a sidecar holds. */
export const sidecar: Check<Sidecar> = shape<Sidecar>(
  {
    schemaVersion: exactly(SIDECAR_VERSION),
    accepted: list(accepted),
    workloads: list(workload),
    statements: list(statement),
    objects: list(object),
  },
  { profile },
);
