import { type Finding, stops } from '../../contracts/kit/finding.ts';
import { Refused } from '../../contracts/kit/refusal.ts';
import type { CloudResource } from '../../shared/domain/filing/filing.ts';
import { cloudServiceFindings } from '../../shared/domain/rules/website/one-server.ts';
import { codeText } from './code-text.ts';
import { codeView } from './code-view.ts';
import type { Ports } from './ports.ts';

/** CS-13. */
const MAX_CODES_PER_SERVER = 5;

/** Lighthouse servers and load balancers can't have codes. */
const NO_SERVER: Finding = {
  ruleId: 'CS-14',
  severity: 'block',
  field: 'resource',
  message: '该云产品不支持生成备案授权码，请选择云服务器。',
  params: {},
};

export interface CreateCommand {
  readonly applicantId: string;
  readonly body: {
    readonly resource: Omit<CloudResource, 'kind'>;
    readonly targetAccountId?: string | undefined;
  };
}

/** Creates a code for a server that may be filed with. Only a view shows it, because the platform logs replies. */
export const createCode = { prepare, commit };

/** Queries the cloud about the server, and puts a new code into a view. */
async function prepare({ applicantId, body }: CreateCommand, ports: Ports) {
  const { product, resourceId, region } = body.resource;
  if (product !== 'cvm') throw new Refused('authorization-code.server', { findings: [NO_SERVER] });
  const server = { kind: 'resource', product, resourceId, region } as const;
  const findings = cloudServiceFindings(server, await ports.cloudServices.facts(server, applicantId), {
    now: ports.clock.now(),
    ...ports.serverTerm,
  });
  if (stops(findings)) {
    const ofResource = findings.map((finding) => ({ ...finding, field: 'resource' }));
    throw new Refused('authorization-code.server', { findings: ofResource });
  }
  const code = codeText(ports.ids.secret());
  return { server, code, view: await ports.views.show({ code }, 'application/json', { accountId: applicantId }) };
}

async function commit(
  { applicantId, body }: CreateCommand,
  { server, code, view }: Awaited<ReturnType<typeof prepare>>,
  ports: Ports,
) {
  const created = await ports.authorizationCodes.create(
    { id: ports.ids.uuid(), code, ownerId: applicantId, server, targetId: body.targetAccountId },
    MAX_CODES_PER_SERVER,
  );
  return { ...codeView(created), view };
}
