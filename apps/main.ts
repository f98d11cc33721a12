import { PolicyApp } from 'cdk8s-netpol';
import { certManager } from './cert-manager';
import { cloudMetadata } from './cloud-metadata';
import { defaultDeny } from './default-deny';
import { dns } from './dns';
import { externalApi } from './external-api';
import { frontendToDatabase } from './frontend-to-database';
import { monitoring } from './monitoring';
import { payments } from './payments';
import { shop } from './shop';

/** Every app of this folder, each in a chart of its own: `dist/<name>.k8s.yaml`. */
const app = new PolicyApp();

defaultDeny(app);
dns(app);
frontendToDatabase(app);
shop(app);
certManager(app);
payments(app);
externalApi(app);
monitoring(app);
cloudMetadata(app);

app.synth();
