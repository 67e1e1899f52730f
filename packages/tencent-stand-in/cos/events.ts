import { randomInt } from 'node:crypto';
import type { Creation } from './cos-reply.ts';
import type { CosRequest } from './cos-request.ts';
import type { StoredObject } from './object-files.ts';

/**
 * A COS trigger's event, with the platform's own names. Source: SCF documentation, "COS Trigger" (product/583/9707).
 */
export interface CosEvent {
  readonly Records: readonly CosEventRecord[];
}

export interface CosEventRecord {
  readonly cos: {
    readonly cosSchemaVersion: '1.0';
    readonly cosObject: {
      readonly url: string;
      /** Includes the writer's `x-cos-meta-*`: not to be trusted. */
      readonly meta: Readonly<Record<string, string>>;
      readonly vid: string;
      /** `/<appid>/<bucket without appid>/<key>`, percent-encoded. */
      readonly key: string;
      readonly size: number;
    };
    /** `region` is a short code such as `gz`. */
    readonly cosBucket: { readonly region: string; readonly name: string; readonly appid: string };
    /** Misspelt by the platform. */
    readonly cosNotificationId: 'unkown';
  };
  readonly event: {
    readonly eventName: string;
    readonly eventVersion: '1.0';
    /** Unix seconds. */
    readonly eventTime: number;
    readonly eventSource: 'qcs::cos';
    readonly requestParameters: {
      readonly requestSourceIP: string;
      /** Contains the writer's signature: an event must never be logged whole. */
      readonly requestHeaders: { readonly Authorization: string };
    };
    /** Names the function that gets the event; empty before delivery. */
    readonly eventQueue: string;
    readonly reservedInfo: '';
    readonly reqid: number;
  };
}

/** `gz` and `cd` are in the platform's documentation; the others follow COS's older region names. */
const SHORT_REGIONS: Readonly<Record<string, string>> = {
  'ap-guangzhou': 'gz',
  'ap-chengdu': 'cd',
  'ap-beijing': 'bj',
  'ap-shanghai': 'sh',
  'ap-nanjing': 'nj',
  'ap-chongqing': 'cq',
};

export interface CreationFacts {
  readonly request: CosRequest;
  readonly requestId: string;
  /** Full name. */
  readonly bucket: string;
  readonly region: string;
  readonly object: StoredObject;
  readonly by: Creation;
}

/** The event of an object's creation. */
export function creationEvent({ request, requestId, bucket, region, object, by }: CreationFacts): CosEvent {
  const [, name = '', appid = ''] = /^(.+)-(\d+)$/.exec(bucket) ?? [];
  const path = object.key.split('/').map(encodeURIComponent).join('/');
  const meta = Object.entries(object.headers).filter(([header]) => header.startsWith('x-cos-meta-'));
  return {
    Records: [
      {
        cos: {
          cosSchemaVersion: '1.0',
          cosObject: {
            url: `http://${bucket}.cos.${region}.myqcloud.com/${path}`,
            meta: {
              'x-cos-request-id': requestId,
              'Content-Type': object.headers['content-type'] ?? '',
              ...Object.fromEntries(meta),
            },
            vid: '',
            key: `/${appid}/${name}/${path}`,
            size: object.bytes,
          },
          cosBucket: { region: SHORT_REGIONS[region] ?? region, name, appid },
          cosNotificationId: 'unkown',
        },
        event: {
          eventName: `cos:ObjectCreated:${by}`,
          eventVersion: '1.0',
          eventTime: Math.floor(Date.parse(object.modifiedAt) / 1000),
          eventSource: 'qcs::cos',
          requestParameters: {
            requestSourceIP: request.sourceIp,
            requestHeaders: { Authorization: authorizationOf(request) },
          },
          eventQueue: '',
          reservedInfo: '',
          reqid: randomInt(2 ** 31),
        },
      },
    ],
  };
}

/** The signature as a header, also when it was in the query. */
function authorizationOf({ headers, query }: CosRequest): string {
  const signed = [...query].filter(([name]) => /^(q-|X-Amz-)/.test(name));
  return headers.authorization ?? signed.map(([name, value]) => `${name}=${value}`).join('&');
}
