import { describe, expect, it } from 'vitest';
import { requireMigrationUrl } from './require-migration-url.ts';

const WORKING = 'postgres://icp:w0rk@10.0.0.7/icp?sslmode=verify-full';
const database = (migrationUrl: string, authoritiesFile?: string) => ({
  migrationUrl,
  workingUrl: WORKING,
  authoritiesFile,
});

describe('[C5] the address of the role that migrates', () => {
  it('is needed before anything is deployed', () => {
    expect(() => requireMigrationUrl('staging', database(''))).toThrow(
      '请设置 DATABASE_MIGRATION_URL：升级数据库的角色的地址，与函数使用的 DATABASE_URL 不是同一个角色。',
    );
  });

  it('is named as the operator of the desk knows it', () => {
    expect(() => requireMigrationUrl('staging', { ...database(''), schema: 'desk' })).toThrow(
      '请设置 DESK_MIGRATION_URL：升级数据库的角色的地址，与函数使用的 DESK_DATABASE_URL 不是同一个角色。',
    );
  });

  it.each([
    ['production', '', undefined, 'is refused'],
    ['production', '?sslmode=require', undefined, 'is refused'],
    ['production', '?sslmode=verify-ca', undefined, 'is refused'],
    ['production', '?sslmode=verify-ca', 'database-ca.pem', 'is taken'],
    ['production', '?sslmode=verify-full', undefined, 'is taken'],
    ['staging', '', undefined, 'is taken'],
  ])('in %s with %j and the authorities of %s %s', (stage, query, file, outcome) => {
    const require = () => requireMigrationUrl(stage, database(`postgres://icp_owner:0wn3r@10.0.0.7/icp${query}`, file));

    if (outcome === 'is taken') expect(require).not.toThrow();
    else expect(require).toThrow(/^DATABASE_MIGRATION_URL: 正式环境须加密连接数据库并验证它的证书(?![\s\S]*0wn3r)/);
  });
});
