/** Where text goes. */
export interface Output {
  write(text: string): unknown;
  /** Why nobody takes any more of it: `head` has seen enough. @default - somebody does */
  readonly errored?: Error | null | undefined;
}

/** What is told of long work while it lasts. */
export interface Progress {
  /** What is done from now on. */
  phase(name: string): void;
  /** How much of it is done. */
  share(done: number, total: number): void;
  /** Leaves nothing of it on the terminal. */
  end(): void;
}

/** Everything the command takes from the process, so that a test can give it instead. */
export interface Io {
  /** Takes the answer, and nothing else. */
  readonly stdout: Output;
  readonly stderr: Output;
  /** All of standard input. @default - file descriptor 0 */
  readonly stdin?: () => string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Width of the terminal. @default - COLUMNS, or 80 */
  readonly columns?: number | undefined;
  /** Whether stdout is a terminal. */
  readonly isTty: boolean;
  /** Whether stderr is a terminal, on which a line may be drawn again. @default - it is none */
  readonly stderrIsTty?: boolean;
  /** Milliseconds since some moment. @default - nothing tells the time, and no progress is shown */
  readonly now?: () => number;
  /** Calls `stop` on Ctrl-C until the returned function is called. @default - Ctrl-C is not seen */
  readonly onInterrupt?: (stop: () => void) => () => void;
  /** Does work that Ctrl-C ends with `Interrupted`. @default - Ctrl-C ends the process instead */
  readonly interruptible?: <T>(work: () => T) => T;
  /** Whom to tell how far long work is. @default - nobody */
  readonly progress?: Progress;
}
