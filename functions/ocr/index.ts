import { bucketName, objectPrefix } from '../../platform/compose/object-store.ts';
import { cosFunction } from '../../platform/edge/cos-function.ts';
import * as ports from './ports.ts';
import { readCertificate } from './read-certificate.ts';

export const main_handler = cosFunction({ ports, bucket: bucketName, prefix: objectPrefix, useCase: readCertificate });
