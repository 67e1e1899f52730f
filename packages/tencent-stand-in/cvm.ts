import type { CloudActions } from './cloud-action.ts';
import { type InstanceDialect, selectInstances } from './instances.ts';
import { regionOf } from './regions.ts';
import { utcTime } from './vendor-time.ts';
import type { World, WorldServer } from './world.ts';

const DIALECT: InstanceDialect = {
  idPattern: /^ins-[0-9a-z]{8}$/,
  malformedId: 'InvalidInstanceId.Malformed',
  unknownFilter: 'InvalidFilter',
  outOfRange: 'InvalidParameterValue',
};

/** The CVM instances of the account. Shapes: Tencent Cloud API cvm 2017-03-12 (DescribeInstances). */
export function cvmActions(world: World): CloudActions {
  return {
    'cvm/2017-03-12/DescribeInstances': async (request, caller) => {
      const { total, page } = selectInstances(world.servers('cvm', regionOf(caller), caller.uin), request, DIALECT);
      return { TotalCount: total, InstanceSet: page.map(instance) };
    },
  };
}

const stateOf = ({ state }: WorldServer) => (state === 'running' ? 'RUNNING' : 'STOPPED');

function instance(server: WorldServer) {
  const isolated = server.state === 'isolated';
  return {
    Placement: { Zone: server.zone, ProjectId: 0 },
    InstanceId: server.id,
    InstanceType: 'SA5.MEDIUM4',
    CPU: 2,
    Memory: 4,
    RestrictState: isolated ? 'EXPIRED' : 'NORMAL',
    InstanceName: server.name,
    InstanceChargeType: server.chargeType,
    PrivateIpAddresses: ['10.0.0.8'],
    // The vendor writes null, not an empty list.
    PublicIpAddresses: server.publicIps.length > 0 ? server.publicIps : null,
    InternetAccessible: {
      InternetChargeType: 'TRAFFIC_POSTPAID_BY_HOUR',
      InternetMaxBandwidthOut: server.publicIps.length > 0 ? 5 : 0,
    },
    RenewFlag: server.chargeType === 'PREPAID' ? 'NOTIFY_AND_MANUAL_RENEW' : null,
    CreatedTime: utcTime(server.createdAt),
    ExpiredTime: server.expiresAt ? utcTime(server.expiresAt) : null,
    InstanceState: stateOf(server),
    IsolatedSource: isolated ? 'EXPIRE' : 'NOTISOLATED',
    OsName: 'TencentOS Server 4',
  };
}
