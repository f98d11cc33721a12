/** Where text goes. */
export interface Output {
  write(text: string): unknown;
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
  /** Calls `stop` on Ctrl-C until the returned function is called. @default - Ctrl-C is not seen */
  readonly onInterrupt?: (stop: () => void) => () => void;
}
