import { environments } from './environments';

environments().synth();
