import { codeOf, type Meanings, meaningOf, type Outcome, trouble, withCode } from './outcome.ts';

const TUNNEL =
  '数据库没有公网地址：在同一私有网络的服务器上运行，或用 ssh -L 转发，并把 DATABASE_MIGRATION_URL 的主机改为 127.0.0.1（运维手册第 3 步）。';

/** Codes of PostgreSQL and of node's network. Source: PostgreSQL, appendix A; Node.js, errors. */
const CONNECTION: Meanings = [
  [/^(28P01|28000)$/, '密码或角色不对', '核对 SSM 凭据里的地址；忘了密码的，以管理员运行 alter role … password …。'],
  [/^3D000$/, '没有这个数据库', '按运维手册第 3 步建库，库名与地址末尾相同。'],
  [
    /^53100$/,
    '数据库的磁盘已满，写不进去',
    '在数据库控制台扩容磁盘；不要删除数据。满了多久，看日志里 vendorCode 为 53100 的第一行。',
  ],
  [
    /^25006$/,
    '数据库是只读的，写不进去',
    '核对地址是不是主库；云数据库磁盘将满时也会改为只读，在数据库控制台扩容；仍然只读的，看参数 default_transaction_read_only。',
  ],
  [/^53300$/, '连接数已满', '稍后再查；持续这样的，见 docs/scale.md。'],
  [/^ENOTFOUND|^EAI_AGAIN/, '数据库的主机名解析不了', TUNNEL],
  [
    /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|ECONNRESET)/,
    '连不到数据库',
    `${TUNNEL}还要看安全组是否放行 5432 端口。`,
  ],
  [
    /ALTNAME/,
    '数据库的证书写的是别的主机',
    '地址末尾改为 sslmode=verify-ca，并设 DATABASE_CA_FILE（运维手册第 3 步的表）。',
  ],
  [/CERT_HAS_EXPIRED/, '数据库的证书已过期', '在数据库控制台更新 SSL 证书。'],
  [
    /CERT|SIGNATURE|UNABLE_TO/,
    '数据库的证书不是 CA 文件里的 CA 签发的',
    '在数据库控制台重新下载 CA 证书，存为 DATABASE_CA_FILE 的文件。',
  ],
  [/^ENOENT$/, '没有 DATABASE_CA_FILE 的文件', '把 CA 证书放在项目根目录，文件名与 DATABASE_CA_FILE 相同。'],
  [/does not support SSL/, '数据库没有打开 SSL', '在数据库控制台打开 SSL。'],
  [/needs sslrootcert/, 'sslmode=verify-ca 没有 CA 文件', '设 DATABASE_CA_FILE，把 CA 证书放在项目根目录。'],
  [/timeout/i, '连不到数据库（超时）', `${TUNNEL}还要看安全组是否放行 5432 端口。`],
];

/** What an error means that came while connecting, or with a write. Only the code is told: messages may repeat an address. */
export const connectionTrouble = (error: unknown): Outcome =>
  meaningOf(CONNECTION, error) ?? trouble(withCode('数据库查不了', codeOf(error)), '按错误码查 PostgreSQL 的文档。');
