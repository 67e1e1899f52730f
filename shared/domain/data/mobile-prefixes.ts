/**
 * Prefixes of mainland mobile numbers in use; the longest match counts.
 *
 * Source: libphonenumber carrier zh/86, 2026-07-17 (Apache-2.0, © The Libphonenumber Authors). 162 and 165 are our own additions from general
 * knowledge, unverified. Good for a warning, never for a refusal.
 */

/** Prefixes of the carriers themselves. */
export const CARRIER_PREFIXES: readonly string[] = `
  130 131 132 133 1340 1341 1342 1343 1344 1345 1346 1347 1348 135 136 137 138 139 145 147 15 153 155 156 161 166
  172 173 174 175 176 177 178 180 181 182 183 184 185 186 187 188 189 190 191 192 193 195 196 197 198 199
`
  .trim()
  .split(/\s+/);

/** Prefixes given to virtual operators: a verification SMS may not arrive. */
export const VIRTUAL_OPERATOR_PREFIXES: readonly string[] = `
  162 165 167 1700 1701 1702 1703 1704 1705 1706 1707 1708 1709 171
`
  .trim()
  .split(/\s+/);
