import type { ServiceNames } from './check.ts';

export const NAMES: Readonly<Record<'filing' | 'desk', ServiceNames>> = {
  filing: {
    bucket: 'COS_BUCKET',
    domain: 'API_DOMAIN',
    certificate: 'API_CERTIFICATE_ID',
    workingUrl: 'DATABASE_URL',
    migrationUrl: 'DATABASE_MIGRATION_URL',
    roles: '运维手册第 3 步',
    option: '',
    caller: 'session',
  },
  desk: {
    bucket: 'DESK_COS_BUCKET',
    domain: 'DESK_DOMAIN',
    certificate: 'DESK_CERTIFICATE_ID',
    workingUrl: 'DESK_DATABASE_URL',
    migrationUrl: 'DESK_MIGRATION_URL',
    roles: '审核工作台说明（docs/desk.md）“部署”第 2 步',
    option: ' --config desk/serverless.yml',
    caller: 'desk-session',
  },
};
