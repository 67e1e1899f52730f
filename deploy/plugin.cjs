// The CLI loads plugins by require; from here on they are TypeScript.
require('tsx/cjs');
module.exports = require('./tencent-provider.ts').TencentProvider;
