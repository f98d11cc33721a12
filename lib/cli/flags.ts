import type { VerdictWord } from '../kernel';
import type { FailOn } from './commands/check-verdict';
import type { Format, IntentsFormat } from './output/format';
import type { Report } from './output/report';

/** The flags that every verb knows, as the command line parser hands them over. */
export interface CommonFlags {
  /** @default - pretty */
  readonly output?: Format;
  /** Further copies of the answer. @default - none */
  readonly report?: readonly Report[];
  readonly namespace?: readonly string[];
  readonly allNamespaces?: boolean;
  readonly profile?: string;
  readonly cni?: string;
  readonly dns?: readonly string[];
  readonly cloud?: string;
  /** `key=value`, each settles one assumption over whatever the profile says. */
  readonly assume?: readonly string[];
  /** Release whose validation counts. @default - the newest known */
  readonly kubernetesVersion?: string;
  /** Namespace of objects that name none. @default - default */
  readonly defaultNamespace?: string;
  readonly app?: string;
  /** The file that configures the project. @default - the nearest netpol.yaml, up to the repository root */
  readonly config?: string;
  /** The target that an answer is about. @default - the app has none, or every one is checked */
  readonly target?: string;
  /** Workloads whose pods forward what comes in. @default - recognised by their labels */
  readonly ingressController?: readonly string[];
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  /** Undefined where neither --color nor --no-color was given. */
  readonly color?: boolean;
}

/** The flags of `reach` and `matrix`. */
export interface ReachFlags extends CommonFlags {
  readonly from?: readonly string[];
  readonly to?: readonly string[];
  readonly granularity?: 'workload' | 'pod';
  /** Answers of any size. */
  readonly all?: boolean;
}

/** The flags of `evidence`. */
export interface EvidenceFlags extends Omit<ReachFlags, 'ingressController'> {
  /** The day on which justifications are judged, `YYYY-MM-DD`. @default - this day, in UTC */
  readonly today?: string;
}

/** The flags of `explain`. */
export interface ExplainFlags extends CommonFlags {
  readonly expect?: Exclude<VerdictWord, 'undecided'>;
}

/** The flags of `check`. */
export interface CheckFlags extends CommonFlags {
  /** Files of intents. @default - those called intents.yaml, here and among the paths */
  readonly intents?: readonly string[];
  /** @default - error */
  readonly failOn?: FailOn;
  readonly allowNoIntents?: boolean;
  /** `false`: no checks run. @default - true */
  readonly lint?: boolean;
  /** The day on which acknowledgements are judged, `YYYY-MM-DD`. @default - this day, in UTC */
  readonly today?: string;
}

/** The flags of `intents`. */
export interface IntentsFlags extends Omit<CommonFlags, 'output'> {
  /** @default - yaml */
  readonly output?: IntentsFormat;
  readonly suggest?: boolean;
  /** Intents however many statements have to be proven. */
  readonly all?: boolean;
  /** A file that does not exist yet. @default - the answer goes to stdout */
  readonly write?: string;
}
