import { readdirSync, readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../tests/support/database/database.ts';
import { openInstance } from '../../../tests/support/database/instance.ts';
import { migrate, WORK } from './migrate.ts';

let test: TestDatabase;
let worker: pg.Client;

beforeAll(async () => {
  test = await testDatabase();
  worker = new pg.Client({ connectionString: test.url });
  await worker.connect();
});
afterAll(async () => {
  await worker.end();
  await test.close();
});

const NO_RIGHT = '42501';

const codeOf = (statement: string): Promise<string | undefined> =>
  worker.query(statement).then(
    () => undefined,
    (error: pg.DatabaseError) => error.code,
  );

describe('[C5] the role of the functions', () => {
  it('has the rights of the list on each table, and on no other', async () => {
    const rows = await test.query<{ table: string; verbs: string[] }>(
      `select c.relname as table,
         array_remove(array[
           case when has_table_privilege('icp', c.oid, 'select') then 'select' end,
           case when has_table_privilege('icp', c.oid, 'insert') then 'insert' end,
           case when has_table_privilege('icp', c.oid, 'update') then 'update' end,
           case when has_table_privilege('icp', c.oid, 'delete') then 'delete' end,
           case when has_table_privilege('icp', c.oid, 'truncate') then 'truncate' end,
           case when has_table_privilege('icp', c.oid, 'references') then 'references' end,
           case when has_table_privilege('icp', c.oid, 'trigger') then 'trigger' end
         ], null) as verbs
       from pg_class c where relnamespace = 'public'::regnamespace and relkind = 'r'`,
    );

    expect(Object.fromEntries(rows.map(({ table, verbs }) => [table, verbs]))).toEqual({ ...WORK, migration: [] });
  });

  it('is neither a superuser nor the owner of anything, and neither is its owner a superuser', async () => {
    const roles = await test.query(
      `select rolname, rolsuper, rolcreaterole, rolcreatedb, rolbypassrls from pg_roles where rolname like 'icp%' order by 1`,
    );
    const owners = await test.query(
      `select distinct pg_get_userbyid(relowner) as owner from pg_class where relnamespace = 'public'::regnamespace`,
    );

    const powers = { rolsuper: false, rolcreaterole: false, rolcreatedb: false, rolbypassrls: false };
    expect(roles).toEqual([
      { rolname: 'icp', ...powers },
      { rolname: 'icp_owner', ...powers },
    ]);
    expect(owners).toEqual([{ owner: 'icp_owner' }]);
  });

  it.each([
    ['alter table filing add column more text'],
    ['alter table audit disable trigger all'],
    ['drop table reply'],
    ['drop trigger not_for_the_erased on filing'],
    ['truncate outbox'],
    ['create table more (id integer)'],
    ['create temporary table more (id integer)'],
    ['create schema more'],
    ['create function more() returns integer language sql as $$ select 1 $$'],
    ['create index more on filing (state)'],
    ['set role icp_owner'],
    ['set session_replication_role = replica'],
    ["update migration set sha256 = ''"],
    ['delete from migration'],
    ["insert into migration values ('9999-more.sql', '')"],
    ['select sha256 from migration'],
    ["update audit set action = 'export'"],
    ['delete from audit'],
    ["update filing_round set content_hash = ''"],
    ["update filing_history set event = 'save'"],
    ['delete from filing_history'],
    ['delete from filing'],
    ['delete from account'],
    ['delete from consent'],
  ])('may not: %s', async (statement) => {
    expect(await codeOf(statement)).toBe(NO_RIGHT);
  });

  it('sees whether the schema is current', async () => {
    expect(await codeOf('select name from migration')).toBeUndefined();
  });

  it('may change and delete nothing that no adapter changes or deletes', () => {
    const texts = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !/test|working-role|sealed-columns/.test(name))
      .map((name) => readFileSync(`${import.meta.dirname}/${name}`, 'utf8'));
    const all = texts.join('\n');
    // These delete from each table of a list; rows are locked before, which takes `update`.
    const lists = texts.filter((text) => /deleteFrom\(table\)|delete from \$\{sql\.table/.test(text)).join('\n');
    const signs = {
      update: (table: string) =>
        new RegExp(`(updateTable|\\.change)\\(\\s*'${table}'|'${table}'\\)[^;]*doUpdateSet|${table} [^;]*do update`),
      delete: (table: string) => new RegExp(`(deleteFrom|\\.remove)\\('${table}'`),
    };

    const idle = Object.entries(WORK).flatMap(([table, verbs]) =>
      (['update', 'delete'] as const)
        .filter((verb) => verbs.includes(verb) && !signs[verb](table).test(all) && !lists.includes(`'${table}'`))
        .map((verb) => `${verb} ${table}`),
    );

    expect(idle).toEqual([]);
  });
});

describe('[C5] the audit trail', () => {
  it('loses only what is older than three years, whatever time is asked for', async () => {
    const id = '0d6a8a26-0f55-4a3e-8d0b-4f3f0a3f1b01';
    await test.query(
      `insert into audit (at, actor_id, action, subject_id)
       select now() - age, $1, 'export', $1 from unnest(array['3 years 1 day', '2 years 364 days', '1 day']::interval[]) age`,
      [id],
    );
    const instance = openInstance(test.url);

    const deleted = [
      await instance.expiredData.deleteRows('audit', new Date('2999-01-01T00:00:00Z'), 100),
      await instance.expiredData.deleteRows('audit', new Date('2999-01-01T00:00:00Z'), 100),
    ];

    await instance.close();
    const [left] = await test.query('select count(*)::int as count from audit');
    expect([deleted, left]).toEqual([[1, 0], { count: 2 }]);
  });
});

describe('[C5] a migration', () => {
  it('gives the role its rights anew, and takes what it had besides', async () => {
    await test.query('grant all on all tables in schema public to icp; grant create on schema public to icp, public');
    const before = await codeOf("update migration set sha256 = sha256 where name = 'none'");

    await migrate(test.migrationUrl, 'icp');

    expect(before).toBeUndefined();
    expect([
      await codeOf('select sha256 from migration'),
      await codeOf('delete from audit'),
      await codeOf('create table more (id integer)'),
      await codeOf('select state from filing'),
    ]).toEqual([NO_RIGHT, NO_RIGHT, NO_RIGHT, undefined]);
  });

  it('turns off the compiling of plans, for every session of the database', async () => {
    await migrate(test.migrationUrl, 'icp');

    expect(
      await test.query(
        'select setconfig from pg_db_role_setting join pg_database d on d.oid = setdatabase where datname = current_database()',
      ),
    ).toEqual([{ setconfig: ['jit=off'] }]);
  });

  it.each([
    ['icp_owner', 'DATABASE_URL 的角色 icp_owner 可以修改表结构'],
    ['postgres', 'DATABASE_URL 的角色 postgres 可以修改表结构'],
    ['nobody_here', '数据库里没有 DATABASE_URL 的角色 nobody_here'],
  ])('refuses %s as the role of the functions', async (role, message) => {
    await expect(migrate(test.migrationUrl, role)).rejects.toThrow(message);
  });

  it('refuses a role that may become the one that migrates', async () => {
    const admin = new pg.Client({ connectionString: inject('postgresUrl') });
    await admin.connect();
    await admin.query('create role icp_heir login; grant icp_owner to icp_heir');

    const migrating = migrate(test.migrationUrl, 'icp_heir');

    await expect(migrating).rejects.toThrow('DATABASE_URL 的角色 icp_heir 可以修改表结构');
    await admin.query('drop role icp_heir');
    await admin.end();
  });
});
