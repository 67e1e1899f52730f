import * as z from 'zod/mini';
import type { Contract, Operation } from '../../contracts/kit/contract.ts';
import type { AtOnce, Limit } from '../../contracts/kit/limits.ts';
import { REFUSALS, type Refusal } from '../../contracts/kit/refusal.ts';
import { STATUS } from '../../platform/edge/refusal-to-http.ts';
import { markdownTable } from './markdown-table.ts';

type Json = Readonly<Record<string, unknown>>;

/** A zod schema as the JSON Schema of OpenAPI 3.1: input for requests, output for replies. */
function jsonSchema(schema: z.ZodMiniType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}

const errorSchema: Json = {
  type: 'object',
  required: ['error', 'requestId'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message', 'facts'],
      properties: {
        code: { type: 'string', enum: Object.keys(REFUSALS) },
        message: { type: 'string', description: '给用户看的中文说明' },
        facts: {
          type: 'object',
          description: '代码、数量、fields（有问题的字段）或 findings（规则发现的问题）',
        },
      },
    },
    requestId: { type: 'string' },
  },
};

const parameter = (name: string, where: 'path' | 'query' | 'header', schema: unknown, required: boolean): Json => ({
  name,
  in: where,
  required,
  schema,
});

function parametersOf({ params, query, once, ifMatch }: Operation): readonly Json[] {
  const of = (object: z.ZodMiniObject | undefined, where: 'path' | 'query') => {
    const schema = object && (jsonSchema(object, 'input') as { properties?: Json; required?: readonly string[] });
    return Object.entries(schema?.properties ?? {}).map(([name, property]) =>
      parameter(name, where, property, where === 'path' || (schema?.required ?? []).includes(name)),
    );
  };
  const key = parameter('Idempotency-Key', 'header', { type: 'string', minLength: 20, maxLength: 255 }, true);
  const version = parameter('If-Match', 'header', { type: 'string', pattern: '^"\\d{1,9}"$' }, false);
  return [...of(params, 'path'), ...of(query, 'query'), ...(once ? [key] : []), ...(ifMatch ? [version] : [])];
}

const content = (schema: Json): Json => ({ 'application/json': { schema } });

const PER = { account: '每个账号', address: '每个网络地址' } as const satisfies Record<Limit['per'], string>;

const duration = (seconds: number): string => {
  if (seconds % 86_400 === 0) return `${seconds / 86_400} 天`;
  return seconds % 3600 === 0 ? `${seconds / 3600} 小时` : `${seconds / 60} 分钟`;
};

const limitText = ({ per, times, seconds }: Limit): string => `${PER[per]} ${duration(seconds)}内最多 ${times} 次`;
const atOnceText = ({ per, most }: AtOnce): string => `${PER[per]}同时最多 ${most} 个`;

/** The limits of an operation, as its reply 429. */
function refusedAbove({ limits, atOnce }: Operation): Json {
  const texts = [...('unlimited' in limits ? [] : limits.map(limitText)), ...(atOnce ? [atOnceText(atOnce)] : [])];
  if (texts.length === 0) return {};
  return {
    429: {
      description: `${texts.join('，')}。请在 Retry-After 的秒数之后重试`,
      headers: { 'Retry-After': { schema: { type: 'integer' } } },
      content: content({ $ref: '#/components/schemas/Error' }),
    },
  };
}

function operationOf(name: string, room: string, operation: Operation): Json {
  const { summary, caller, body, reply, status = 200 } = operation;
  return {
    operationId: name,
    tags: [room],
    summary,
    ...(caller === 'session' ? { security: [{ session: [] }] } : {}),
    ...(caller === 'staff' ? { security: [{ staff: [], page: [] }] } : {}),
    ...(caller === 'anyone' ? { security: [{ session: [] }, {}] } : {}),
    parameters: parametersOf(operation),
    ...(body ? { requestBody: { required: true, content: content(jsonSchema(body, 'input')) } } : {}),
    responses: {
      [status]: { description: '成功', content: content(jsonSchema(reply, 'output')) },
      ...refusedAbove(operation),
      default: { description: '错误，见 docs/refusals.md', content: content({ $ref: '#/components/schemas/Error' }) },
    },
  };
}

/** What an API is called, and how its callers sign in. */
export interface ApiFacts {
  readonly title: string;
  readonly description: string;
  readonly securitySchemes: Json;
}

export const FILING_SERVICE: ApiFacts = {
  title: 'ICP 备案服务',
  description:
    '从“能不能在这里备案”到拿到备案号。登录：小程序用 wx.login 的 code 换会话令牌。回复中的个人信息都已脱敏，完整内容通过限时的 view 链接读取。',
  securitySchemes: { session: { type: 'http', scheme: 'bearer' } },
};

export const DESK: ApiFacts = {
  title: '审核工作台',
  description:
    '审核人员的页面调用的接口。登录见 docs/desk.md：会话在 Cookie 里，页面另带 X-Desk-Key。回复中的个人信息都已脱敏，完整内容和材料通过 60 秒有效的链接读取。',
  securitySchemes: {
    staff: { type: 'apiKey', in: 'cookie', name: '__Host-desk-session' },
    page: { type: 'apiKey', in: 'header', name: 'x-desk-key' },
  },
};

/** The API description, generated from the contracts. */
export function openApi(
  contracts: Readonly<Record<string, Contract>>,
  { title, description, securitySchemes }: ApiFacts,
): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const [room, contract] of Object.entries(contracts)) {
    for (const [name, operation] of Object.entries(contract)) {
      paths[operation.path] = {
        ...paths[operation.path],
        [operation.method.toLowerCase()]: operationOf(name, room, operation),
      };
    }
  }
  return {
    openapi: '3.1.0',
    info: { title, version: '1', description },
    paths,
    components: {
      securitySchemes,
      schemas: { Error: errorSchema },
    },
  };
}

/** `docs/refusals.md`. */
export function refusalsPage(): string {
  const rows = (Object.keys(REFUSALS) as Refusal[]).map((code) => [`\`${code}\``, STATUS[code], REFUSALS[code]]);
  return [
    '# Refusals',
    '',
    'Every refusal that a caller may get. Made from `contracts/kit/refusal.ts` and `platform/edge/refusal-to-http.ts` by `npm run docs`.',
    '',
    ...markdownTable(['code', 'HTTP', 'message'], rows),
    '',
  ].join('\n');
}
