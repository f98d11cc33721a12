import { Script } from 'node:vm';
import { failureCode } from '../kernel/errors';
import { Interrupted } from './failures';

/** Where the script below finds the work: all that it shares with us are the globals. */
const PLACE = 'cdk8s-netpol:work';

const SCRIPT = new Script(`globalThis[Symbol.for('${PLACE}')]()`);

/**
 * Does work that Ctrl-C ends while JavaScript computes, when no listener runs. Node looks out for the
 * signal on a thread of its own for as long as a script runs that asks for it, and ends that script:
 * wherever it is, and without its `finally`. What it was changing is left half changed, so all that
 * may be done after that is to say so and leave.
 *
 * @throws {Interrupted} on Ctrl-C
 */
export function interruptible<T>(work: () => T): T {
  Object.defineProperty(globalThis, Symbol.for(PLACE), { configurable: true, value: work });
  try {
    return SCRIPT.runInThisContext({ breakOnSigint: true, displayErrors: false });
  } catch (failure) {
    if (failureCode(failure) !== 'ERR_SCRIPT_EXECUTION_INTERRUPTED') throw failure;
    throw new Interrupted();
  }
}
