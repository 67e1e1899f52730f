import { type Finding, type Severity, stops } from '../../contracts/kit/finding.ts';
import { FILING_TYPES } from '../../shared/domain/filing/filing-types.ts';
import { type AnyCase, isFilingCase } from '../../shared/domain/rules/case.ts';
import { preCheck } from '../../shared/domain/rules/pre-check.ts';
import { checkEligibility, type Eligibility } from '../../shared/domain/rules/process/eligibility.ts';
import { textTable } from '../text-table.ts';

/** The rules' findings for a case. */
export interface Checked extends Eligibility {
  readonly stopped: boolean;
}

/** Runs the pre-check on a filing, the eligibility check on its inputs. */
export function checkCase(anyCase: AnyCase): Checked {
  const eligibility = isFilingCase(anyCase) ? { findings: preCheck(anyCase) } : checkEligibility(anyCase);
  return { ...eligibility, stopped: stops(eligibility.findings) };
}

const SEVERITIES: Readonly<Record<Severity, string>> = {
  block: '阻止',
  require: '补充',
  confirm: '确认',
  warn: '提醒',
  info: '提示',
};

/** The findings as a table for people, and the conclusion. */
export function report({ findings, filingType, stopped }: Checked): string {
  const head = ['级别', '规则', '字段', '说明', '建议'];
  const rows = findings.map(({ severity, ruleId, field, message, suggestion = '' }: Finding) => [
    SEVERITIES[severity],
    ruleId,
    field,
    message,
    suggestion,
  ]);
  const counts = (Object.keys(SEVERITIES) as Severity[])
    .map(
      (severity) => [SEVERITIES[severity], findings.filter((finding) => finding.severity === severity).length] as const,
    )
    .filter(([, count]) => count > 0)
    .map(([label, count]) => `${label} ${count} 条`);
  return [
    ...(rows.length > 0 ? [textTable([head, ...rows]), ''] : []),
    counts.length > 0 ? counts.join('，') : '没有发现问题',
    ...(filingType ? [`备案类型：${FILING_TYPES[filingType].label}`] : []),
    stopped ? '结论：需处理“阻止”和“补充”的问题后才能继续。' : '结论：可以继续。',
  ].join('\n');
}
