// The CLI loads plugins with require; this one is written in TypeScript.
require('tsx/cjs');
module.exports = require('./tencent-provider.ts').TencentProvider;
