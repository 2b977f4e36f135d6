// An arrow never points up: functions → steps → storage → payables → documents; psb, erp, psd2 beside each other.
// The base rooms (money, findings, identifiers, aws) may be imported from everywhere and import nothing above them.
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: '^(functions|lib|cli|sandbox|test|bench|scripts)/', pathNot: [from, ...allowed] },
});

const base = ['^lib/money/', '^lib/findings/', '^lib/identifiers/'];

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    only('money-imports-nothing', '^lib/money/', [], 'Decimals are the ground floor.'),
    only('findings-import-nothing', '^lib/findings/', [], 'The catalogue is the ground floor.'),
    only('identifiers-import-nothing', '^lib/identifiers/', [], 'Identifiers are the ground floor.'),
    only('aws-imports-nothing', '^lib/aws/', [], 'Client options are the ground floor.'),
    only('documents', '^lib/documents/', base, 'Documents know nothing of payables, storage or the outside.'),
    only('payables', '^lib/payables/', [...base, '^lib/documents/'], 'Deciding is pure.'),
    only('http', '^lib/http/', base, 'HTTP knows no outside system.'),
    only('psb', '^lib/psb/', [...base, '^lib/http/'], 'One outside system each, never through each other.'),
    only('erp', '^lib/erp/', [...base, '^lib/http/'], 'One outside system each, never through each other.'),
    only(
      'psd2',
      '^lib/psd2/',
      // The one XML reader too: banks answer orders in pain.001 with pain.002.
      [...base, '^lib/http/', '^lib/aws/', '^lib/documents/xml(-element)?\\.ts$'],
      'One outside system each, never through each other; KMS keeps the seal.',
    ),
    only(
      'storage',
      '^lib/storage/',
      [...base, '^lib/aws/', '^lib/payables/', '^lib/documents/'],
      'Storage knows payables, not steps.',
    ),
    only('queues', '^lib/queues/', ['^lib/findings/', '^lib/aws/'], 'Queues carry names, not payables.'),
    only(
      'config',
      '^lib/config/',
      ['^lib/findings/', '^lib/aws/'],
      'Settings know nothing of what they set.',
    ),
    only(
      'observability',
      '^lib/observability/',
      ['^lib/findings/', '^lib/aws/', '^lib/config/require-node-24'],
      'Logging knows nothing of what is logged.',
    ),
    {
      name: 'sandbox',
      comment: 'The sandbox is below the command line that starts it.',
      severity: 'error',
      from: { path: '^sandbox/' },
      to: { path: '^(functions|cli|test|bench|scripts)/' },
    },
    only(
      'functions',
      '^functions/',
      [...base, '^lib/(aws|steps|config|observability|queues|storage)/'],
      'A function calls a step.',
    ),
    only('cli', '^cli/', ['^lib/', '^sandbox/'], 'The command line is for people, not for functions.'),
    {
      name: 'lib-is-below',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '^(functions|cli|sandbox|test|bench|scripts)/' },
    },
    {
      name: 'sandbox-judges-our-clients',
      comment: 'The sandbox servers may not share code with the clients that they judge.',
      severity: 'error',
      from: { path: '^sandbox/(psb|erp|bank)/' },
      to: { path: '^lib/', pathNot: '^lib/money/' },
    },
    {
      name: 'pure-core',
      comment: 'Documents and payables import no SDK, no network and no clock (design rule 6).',
      severity: 'error',
      from: { path: '^lib/(money|findings|identifiers|documents|payables)/' },
      to: {
        path: [
          '@aws-sdk',
          '@middy',
          '@aws-lambda-powertools',
          '^(node:)?(http|https|net|fs|fs/promises|timers|worker_threads|child_process)$',
        ],
      },
    },
    {
      name: 'one-xml-reader',
      severity: 'error',
      from: { path: '^lib/', pathNot: '^lib/documents/xml.ts$' },
      to: { path: 'fast-xml-parser' },
    },
    {
      name: 'no-dev-dependencies-in-the-product',
      severity: 'error',
      from: { path: '^(functions|lib)/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], pathNot: '@types/aws-lambda' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|coverage)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
