import { engineConfig } from './engine-config.ts';

export default await engineConfig('webkit');
