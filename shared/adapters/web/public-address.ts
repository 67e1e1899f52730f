import { BlockList, isIP } from 'node:net';

/**
 * Networks that a name on the internet has no business to point at: private, local, reserved and documentation networks of RFC 6890, and
 * 9/8, 11/8 and 30/8, in which clouds run their own services. Asking there on a stranger's word would let him look behind our firewall.
 */
const CLOSED: readonly (readonly [network: string, prefix: number])[] = [
  ...([
    ['0.0.0.0', 8],
    ['9.0.0.0', 8],
    ['10.0.0.0', 8],
    ['11.0.0.0', 8],
    ['30.0.0.0', 8],
    ['100.64.0.0', 10],
  ] as const),
  ...([
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.0.2.0', 24],
  ] as const),
  ...([
    ['192.88.99.0', 24],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
    ['198.51.100.0', 24],
  ] as const),
  ...([
    ['203.0.113.0', 24],
    ['224.0.0.0', 4],
    ['240.0.0.0', 4],
  ] as const),
];

/** All that is public in IPv6 lies in here … */
const GLOBAL_UNICAST = ['2000::', 3] as const;

/** … except for protocols and documentation, and 6to4, behind which any IPv4 address may hide. IANA, IPv6 special-purpose registry. */
const CLOSED_IPV6: readonly (readonly [network: string, prefix: number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const closed = new BlockList();
for (const [network, prefix] of CLOSED) closed.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of CLOSED_IPV6) closed.addSubnet(network, prefix, 'ipv6');
const globalUnicast = new BlockList();
globalUnicast.addSubnet(...GLOBAL_UNICAST, 'ipv6');

/** Whether an IPv4 or IPv6 address may be asked on a stranger's word. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return !closed.check(address, 'ipv4');
  return version === 6 && globalUnicast.check(address, 'ipv6') && !closed.check(address, 'ipv6');
}
