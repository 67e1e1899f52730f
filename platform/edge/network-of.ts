import ipaddr from 'ipaddr.js';

/** An IPv6 network of a household or an office: the smallest that providers assign. Its owner picks addresses in it. */
const NETWORK_BITS = 64;

/**
 * What counts as one address: an IPv4 address, also as IPv6 (`::ffff:203.0.113.1`), or the first 64 bits of an IPv6
 * address.
 *
 * @returns undefined when the platform reports no address.
 */
export function networkOf(address: string): string | undefined {
  if (!ipaddr.isValid(address)) return undefined;
  const network = ipaddr.process(address);
  if (network.kind() === 'ipv4') return network.toString();
  return ipaddr.IPv6.networkAddressFromCIDR(`${network.toNormalizedString()}/${NETWORK_BITS}`).toString();
}
