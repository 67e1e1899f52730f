import { describe, expect, it } from 'vitest';
import { change, enterpriseCheck, idNumber, individualCheck } from '../cases.ts';
import { checkEligibility } from '../process/eligibility.ts';

const stoppingRules = (base: typeof enterpriseCheck, certificateNumber: string) =>
  checkEligibility(change(base, { 'input.certificateNumber': certificateNumber }))
    .findings.filter(({ severity }) => severity !== 'warn' && severity !== 'info')
    .map(({ ruleId }) => ruleId);

/** Codes of companies from their annual reports and website footers. Their organization codes are valid too. */
const PUBLISHED_CODES = {
  中国工商银行股份有限公司: '91100000100003962T',
  中国建设银行股份有限公司: '911100001000044477',
  中国银行股份有限公司: '911000001000013428',
  招商银行股份有限公司: '9144030010001686XA',
  兴业银行股份有限公司: '91350000158142711F',
  '中国平安保险（集团）股份有限公司': '91440300100012316L',
  中国石油天然气股份有限公司: '91110000710925462X',
  深圳市腾讯计算机系统有限公司: '91440300708461136T',
  华为技术有限公司: '914403001922038216',
  '阿里巴巴（中国）有限公司': '91330100799655058B',
  北京百度网讯科技有限公司: '91110000802100433B',
  小米科技有限责任公司: '91110108551385082Q',
  万科企业股份有限公司: '91440300192181490G',
  比亚迪股份有限公司: '91440300192317458F',
  珠海格力电器股份有限公司: '91440400192548256N',
  美的集团股份有限公司: '91440606722473344C',
  京东方科技集团股份有限公司: '911100001011016602',
  中兴通讯股份有限公司: '9144030027939873X7',
  海尔智家股份有限公司: '91370200264574251E',
  宁德时代新能源科技股份有限公司: '91350900587527783P',
  紫金矿业集团股份有限公司: '91350000157987632G',
} as const;

describe('credit codes', () => {
  it.each(Object.entries(PUBLISHED_CODES))('of %s, %s, is accepted without findings about the code', (_, code) => {
    const { findings } = checkEligibility(change(enterpriseCheck, { 'input.certificateNumber': code }));

    // FD-05 only warns that the registry is in another province than the filing.
    expect(findings.map(({ ruleId }) => ruleId).filter((id) => id !== 'FD-05')).toEqual([]);
  });

  it('are accepted with spaces and in lower case', () => {
    expect(stoppingRules(enterpriseCheck, ' 9144030070 8461136t')).toEqual([]);
  });

  it.each([
    ['with two transposed characters', '91440300708461163T', 'FD-02'],
    ['with one digit changed', '91440300708461137T', 'FD-02'],
    ['with another check character', '91440300708461136U', 'FD-02'],
    ['with a letter outside the alphabet', '9144O300708461136T', 'FD-01'],
    ['one character short', '9144030070846113T', 'FD-01'],
    ['of Chinese text', '统一社会信用代码', 'FD-01'],
    ['that are registration numbers without a record', '440301103097413', 'FD-01'],
  ])('%s are refused: %s by %s', (_, code, rule) => {
    expect(stoppingRules(enterpriseCheck, code)).toEqual([rule]);
  });
});

describe('ID numbers', () => {
  it.each([
    ['the first example of GB 11643-1999', '11010519491231002X'],
    ['the same with a lower-case x', '11010519491231002x'],
    ['of a person born on a leap day', idNumber('44030520000229999')],
    ['of a person registered in Taiwan', idNumber('71000019850612998')],
  ])('%s is accepted: %s', (_, number) => {
    expect(stoppingRules(individualCheck, number)).toEqual([]);
  });

  it.each([
    ['the second example of GB 11643-1999, born in 1880', '440524188001010014', 'FD-09'],
    ['born on 29 February outside a leap year', idNumber('44030519990229999'), 'FD-09'],
    ['born tomorrow', idNumber('44030520261126999'), 'FD-09'],
    ['with another check character', '110105194912310021', 'FD-08'],
    ['with two transposed digits', '11010519491231020X', 'FD-08'],
    ['of a first-generation card', '110105491231002', 'FD-13'],
    ['one digit short', '1101051949123100X', 'FD-07'],
    ['with a letter inside', '1101051949123A002X', 'FD-07'],
    ['of a residence permit for people of Hong Kong', idNumber('81000019850612998'), 'FD-12'],
    ['of a foreigner’s permanent residence card', idNumber('91115619850612998'), 'FD-12'],
    ['of no province', idNumber('66010119850612998'), 'FD-10'],
  ])('%s is refused: %s by %s', (_, number, rule) => {
    expect(stoppingRules(individualCheck, number)).toEqual([rule]);
  });
});
