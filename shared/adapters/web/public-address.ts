import ipaddr from 'ipaddr.js';

/** Networks that are public by the registry, but in which clouds run their own services. */
const CLOUDS = ['9.0.0.0/8', '11.0.0.0/8', '30.0.0.0/8'].map((network) => ipaddr.parseCIDR(network));

/** All that is public in IPv6 lies in here. */
const GLOBAL_UNICAST = ipaddr.parseCIDR('2000::/3');

/**
 * Whether an IPv4 or IPv6 address may be asked on a stranger's word. Private, local, reserved and documentation networks (RFC 6890, IANA's
 * special-purpose registries) may not: a name on the internet has no business to point at them, and asking there would let a stranger look
 * behind our firewall. Nor may 6to4, behind which any IPv4 address may hide.
 */
export function isPublicAddress(address: string): boolean {
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) {
    const ipv4 = ipaddr.IPv4.parse(address);
    return ipv4.range() === 'unicast' && !CLOUDS.some((network) => ipv4.match(network));
  }
  if (!ipaddr.IPv6.isValid(address)) return false;
  const ipv6 = ipaddr.IPv6.parse(address);
  return ipv6.range() === 'unicast' && ipv6.match(GLOBAL_UNICAST);
}
