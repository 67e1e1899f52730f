import type { CloudActions } from './cloud-action.ts';
import { type InstanceDialect, selectInstances } from './instances.ts';
import { regionOf } from './regions.ts';
import { utcTime } from './vendor-time.ts';
import type { World, WorldServer } from './world.ts';

const DIALECT: InstanceDialect = {
  idPattern: /^lhins-[0-9a-z]{8}$/,
  malformedId: 'InvalidParameterValue.InstanceIdMalformed',
  unknownFilter: 'InvalidParameter.FilterInvalidName',
  outOfRange: 'InvalidParameterValue',
};

/** The account's Lighthouse instances. Tencent Cloud API lighthouse 2020-03-24 (DescribeInstances). */
export function lighthouseActions(world: World): CloudActions {
  return {
    'lighthouse/2020-03-24/DescribeInstances': async (request, caller) => {
      const { total, page } = selectInstances(
        world.servers('lighthouse', regionOf(caller), caller.uin),
        request,
        DIALECT,
      );
      return { TotalCount: total, InstanceSet: page.map(instance) };
    },
  };
}

/** An expired instance is 待回收. */
const stateOf = ({ state }: WorldServer) => ({ running: 'RUNNING', stopped: 'STOPPED', isolated: 'SHUTDOWN' })[state];

function instance(server: WorldServer) {
  return {
    InstanceId: server.id,
    BundleId: 'bundle_rs_nmc_lin_med1_01',
    CPU: 2,
    Memory: 2,
    InstanceName: server.name,
    InstanceChargeType: 'PREPAID',
    PrivateAddresses: ['10.0.4.9'],
    PublicAddresses: server.publicIps,
    InternetAccessible: { InternetChargeType: 'TRAFFIC_POSTPAID_BY_HOUR', InternetMaxBandwidthOut: 4 },
    RenewFlag: 'NOTIFY_AND_MANUAL_RENEW',
    InstanceState: stateOf(server),
    CreatedTime: utcTime(server.createdAt),
    ExpiredTime: server.expiresAt && utcTime(server.expiresAt),
    IsolatedTime: server.state === 'isolated' && server.expiresAt ? utcTime(server.expiresAt) : null,
    PlatformType: 'LINUX_UNIX',
    OsName: 'TencentOS Server 4',
    Zone: server.zone,
    InstanceRestrictState: 'NORMAL',
  };
}
