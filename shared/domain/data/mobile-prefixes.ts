/**
 * Prefixes of mainland mobile numbers issued by the carriers themselves. Without those of virtual operators (162, 165,
 * 167, 170, 171), on which the verification SMS may not arrive.
 *
 * Source: libphonenumber carrier zh/86, 2026-07-17 (Apache-2.0, © The Libphonenumber Authors). Use it for warnings,
 * never for refusals.
 */
export const CARRIER_PREFIXES: readonly string[] = `
  130 131 132 133 1340 1341 1342 1343 1344 1345 1346 1347 1348 135 136 137 138 139 145 147 15 161 166
  172 173 174 175 176 177 178 180 181 182 183 184 185 186 187 188 189 190 191 192 193 195 196 197 198 199
`
  .trim()
  .split(/\s+/);
