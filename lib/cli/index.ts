/**
 * cli: the `netpol` command.
 *
 * In: arguments, files, the cdk8s app of the current directory. Out: answers on stdout, everything
 * else on stderr, an exit code. Never: computing an answer, the network, a kubeconfig.
 */
export type { Io } from './io';
export { run } from './run';
