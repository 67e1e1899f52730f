import * as z from 'zod/mini';
import { type CloudActions, CloudApiError, parametersOf } from './cloud-action.ts';

/** A subnet of the account. */
export interface Subnet {
  readonly id: string;
  readonly vpcId: string;
  readonly availableAddresses: number;
}

/** The page is not used together with ids here. */
const request = z.strictObject({ SubnetIds: z.array(z.string()).check(z.minLength(1), z.maxLength(100)) });

/** DescribeSubnets by id. Shapes and codes: Tencent Cloud API vpc 2017-03-12. @param subnets read at each call. */
export const vpcActions = (subnets: () => readonly Subnet[]): CloudActions => ({
  'vpc/2017-03-12/DescribeSubnets': async (body) => {
    const { SubnetIds } = parametersOf(request, body);
    if (!SubnetIds.every((id) => /^subnet-[a-z0-9]{8}$/.test(id)))
      throw new CloudApiError('InvalidParameterValue.Malformed', 'The id of a subnet is malformed.');
    const found = SubnetIds.map((id) => subnets().find((subnet) => subnet.id === id));
    if (found.includes(undefined)) throw new CloudApiError('ResourceNotFound', 'No such subnet.');
    const SubnetSet = found.flatMap((subnet) =>
      subnet ? [{ SubnetId: subnet.id, VpcId: subnet.vpcId, AvailableIpAddressCount: subnet.availableAddresses }] : [],
    );
    return { TotalCount: SubnetSet.length, SubnetSet };
  },
});
