import ipaddr from 'ipaddr.js';

/** Networks that are public by the registry, but which clouds use for their own services. */
const CLOUDS = ['9.0.0.0/8', '11.0.0.0/8', '30.0.0.0/8'].map((network) => ipaddr.parseCIDR(network));

/** All public IPv6 addresses are in here. */
const GLOBAL_UNICAST = ipaddr.parseCIDR('2000::/3');

/**
 * Whether a request to an IPv4 or IPv6 address is allowed when a stranger names it. Private, local, reserved and
 * documentation networks (RFC 6890, IANA's special-purpose registries) are not: a request there would reach behind our
 * firewall (SSRF). Nor is 6to4, which can embed any IPv4 address.
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
