import { writeFileSync } from 'node:fs';

/**
 * Vitest's reporter for tools/bootstrap.mjs: writes what came of each file of tests, as JSON to `--outputFile`, when all
 * have ended. Vitest's own JSON omits errors outside of tests; here such an error stands with the file that ran
 * meanwhile, or in `outside` when it names none, as that of a worker that died.
 */
export default class TestReporter {
  onInit({ config }) {
    this.outputFile = config.outputFile;
  }

  onTestRunEnd(modules, errors) {
    const files = modules.map(endOf);
    const outside = [];
    for (const error of errors) {
      const failures = files.find(({ file }) => file === error.VITEST_TEST_PATH)?.failures ?? outside;
      failures.push(`an error outside of every test: ${sentence(error)}`);
    }
    writeFileSync(this.outputFile, JSON.stringify({ files, outside }));
  }
}

/** How many tests of a file passed, and what failed: tests, or the file itself, which was not loaded, prepared or ended. */
function endOf(module) {
  const tests = [...module.children.allTests()].map((test) => ({ name: test.fullName, ...test.result() }));
  const failures = tests
    .filter(({ state }) => state === 'failed')
    .map(({ name, errors }) => `${name.replaceAll(' > ', ' ')}: ${sentence(errors[0])}`);
  if (failures.length === 0 && !['passed', 'skipped'].includes(module.state())) {
    const [error] = [module, ...module.children.allSuites()].flatMap((part) => part.errors());
    failures.push(error ? sentence(error) : 'it did not end');
  }
  const { prepareDuration, collectDuration, duration } = module.diagnostic();
  return {
    file: module.moduleId,
    passed: tests.filter(({ state }) => state === 'passed').length,
    failures,
    milliseconds: prepareDuration + collectDuration + duration,
  };
}

/** An error's name and the first line of what it says. */
const sentence = (error) => `${error?.name ?? 'Error'}: ${error?.message ?? ''}`.split('\n')[0];
