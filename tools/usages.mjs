/**
 * What `npm run <command> -- --help` prints. `tools/bootstrap.mjs` refuses options that the text of a command doesn't name, so
 * each option stands here in full. Plain JavaScript without a package, so that help works on a fresh clone.
 */
const OF_VITEST = `  -t, --testNamePattern 文字   只运行名称符合的测试
  --bail N                     N 个测试失败后停止
  --project 名称               只运行 domain、database、laptop、browser（前面加 tools- 的是工具的）或 journey
  --retry N、--maxWorkers N、--reporter 名称、--silent、--passWithNoTests、-u、--update   同 vitest`;

export const USAGES = {
  start: `npm start -- [选项]   启动本机的服务：网页、小程序、全部函数和模拟的外部服务
  --port N          网关端口，其余服务依次使用后面的端口；0 表示全部使用空闲端口（默认 9000）
  --host ADDRESS    手机也能访问：本机在局域网中的地址
  --data DIR        数据目录（默认 .data）
  --ready-file FILE 就绪后把各服务地址写入这个 JSON 文件
  --review MODE     谁来审核。automatic：审核工作台，由程序扮演的审核人员办理，有人领了的不动（默认）；
                    desk：审核工作台，只由人办理；reference：没有页面的参照审核台自动审核，没有 desk/ 时的默认
                    审核工作台在 desk.localhost，谁能登录启动时会打印
  --fresh           先清空数据目录
环境变量 DATABASE_URL：改用已有的 PostgreSQL。用超级用户的地址时，自动创建两个角色；否则它是函数使用的角色，
         另用 DATABASE_MIGRATION_URL 给出表的所有者的地址，这时没有审核工作台，默认为 --review reference`,
  walk: `npm run walk -- [选项]   走完一份备案，从登录到备案号
  --kind enterprise|individual   主办者性质（默认 enterprise）
  --licence F --id-front F --id-back F --photo F --video F
                                 使用自己的图片和视频；未给出的用项目自己画的样例
  --video-actions A,B            视频中依次完成的动作（默认 open-mouth,close-eyes）
  --returned                     走一遍“初审退回 → 修改 → 重新提交”
  --life                         走完一家公司的一生：首次备案 → 新增网站 → 变更 → 转移账号 → 取消接入 → 注销；自己启动服务
  --gateway URL --wechat URL     使用正在运行的服务；不给则自己启动一份
  --json                         最后输出 JSON`,
  invoke: `npm run invoke -- <函数> <事件文件> [--verbose]   用一个事件运行一个函数，打印它返回的内容
  --verbose  同时打印其他部分的日志
例如：npm run invoke -- eligibility events/eligibility/check.json`,
  bundle: `npm run bundle -- [函数…]   打包函数，列出每个包的大小和内容；太大或含有不该有的内容时退出码为 1
例如：npm run bundle -- filing upload（不写则全部）`,
  'build:web': `npm run build:web -- [选项]   构建网页
  --api URL    API 的地址，例如 https://api.example.cn；省略表示与网页同一来源
  --store URL  对象存储的地址，例如 https://icp-filing-1250000000.cos.ap-guangzhou.myqcloud.com
  --captcha    允许载入腾讯云的图形验证（设了 CAPTCHA_APP_ID 时）
  --out DIR    输出目录（默认 build/web）`,
  'build:desk': `npm run build:desk -- [选项]   构建初审工作台的网页，接口须与网页同一来源
  --store URL  对象存储的地址，例如 https://icp-desk-1250000000.cos.ap-guangzhou.myqcloud.com
  --out DIR    输出目录（默认 build/desk）`,
  'build:miniprogram': `npm run build:miniprogram -- [选项]   构建小程序
  --api URL        API 的地址，必填，例如 https://api.example.cn（须在小程序后台的 request 合法域名里）
  --templates IDS  订阅消息的模板编号，用逗号分隔，最多 3 个；省略表示不询问
  --phone-number   填表时提供“填入微信绑定的手机号”，由微信按次计费，先在小程序后台开通；省略表示不提供
  --config FILE    网页的 config.json：其中的 contact 显示在小程序的帮助里；省略表示不显示
  --out DIR        输出目录（默认 build/miniprogram，上传这个目录）`,
  'dev:web': `npm run dev:web -- [选项]   开发网页：修改后立即刷新，接口由正在运行的 npm start 提供
  --port N    端口（默认 5173）
  --host 地址  也供手机访问
  --open      打开浏览器`,
  specimens: `npm run specimens -- [选项]   写出样例证件和照片（人物都是虚构的），用来手工试用接口
  --out DIR     输出文件夹（默认 specimens）`,
  screens: `npm run screens -- [选项]   运行走遍各页的测试，途中给每个页面截图，存到 docs/screens；测试没有通过就以 1 结束
  --phone  只拍手机上的小程序
  --desk   只拍初审工作台
  --check  不保留新图，只列出和现在的页面不一样的；有则以 1 结束`,
  docs: `npm run docs   重新生成由代码得出的页面：docs/ 里的接口、配置、规则、状态、数据、软件包，和 .env.example`,
  fuzz: `npm run fuzz -- [选项]   向全部接口发随机请求，检查有没有不该发生的应答
  --requests N        请求数量（默认 10000，--prove 时每次 3000）：随机但多数合乎契约的请求，发往每个接口；每 10000 个请求之间再演一遍
                      分几步的攻击：恶意的上传、审核通知和审核台应答、撤回同意、注销账号、无休止的调用、很久以前的登录、
                      退出登录后的链接、陌生人要的验证码；发现违例即打印
  --seed N            随机种子，同一种子发同样的请求（默认取当前时间）
  --database-url URL  使用已有的 PostgreSQL（空数据库）；不给则自己启动一份
  --until-found       发现违例就结束
  --prove             证明它能发现问题：在工作区的临时副本里逐个植入缺陷（tools/planted/plants.ts，每类一个），
                      看测试和本工具是否都发现；有一个未发现则以 1 结束
  --kinds A,B         只植入这几类（默认全部）`,
  keys: `npm run keys -- status   每个密钥还加密着多少条数据，还有多少条摘要不是当前密钥的
npm run keys -- rotate   把其余密钥加密的数据改用 SEAL_KEYS 的第一个密钥
npm run keys -- reindex  用 BLIND_INDEX_KEY 的第一个密钥和现在的规范写法重新计算摘要
  --config 文件  另一个服务的描述：desk/serverless.yml 是审核工作台，变量名前加 DESK_（默认 serverless.yml）

更换 SEAL_KEYS：在最前面加入新密钥并部署，运行 rotate，直到 status 只剩新密钥，再移除旧密钥。
更换 BLIND_INDEX_KEY：设为“旧密钥,新密钥”并部署，再设为“新密钥,旧密钥”并部署，运行 reindex，一天后移除旧密钥。
可以随时中断，再次运行时从中断处继续，期间服务照常。

环境变量 DATABASE_MIGRATION_URL（审核工作台是 DESK_MIGRATION_URL）：升级数据库的角色的地址，与部署时相同`,
  rules: `npm run rules -- --case 案例.json [--json]        打印规则对一个案例的全部结论；不能继续时退出码为 1
npm run rules -- --fuzz 次数 [--seed N] [--json]  用随机案例检验规则，和验证备案类型、我的备案、预检三者是否一致；发现违规时退出码为 1
例如：npm run rules -- --case tools/rules/cases/enterprise.broken.json`,
  outbox: `npm run outbox -- 命令 [选项]   查看和重发已停发的消息
  list            列出已停发的消息：送审、提醒、推送（默认命令）
  retry 编号…     重新发送这些消息，编号不变
  retry --all     重新发送全部已停发的消息
选项
  --limit N       最多列出多少条（默认 50）
  --json          输出 JSON
环境变量 DATABASE_URL：改用这个数据库；未设置时使用正在运行的 npm start 的数据库（--data DIR，默认 .data）`,
  'site-hosts': `npm run site-hosts -- 命令 [选项]   管理建站主机
  list            列出建站主机（默认命令）
  add             录入一台：--account 账号编号 --name 名称 --ip 公网IP --region 地域 --expires 到期日
  remove 编号…    删除
选项
  --limit N       最多列出多少台（默认 100）
  --json          输出 JSON
账号编号由用户在“云账号和授权码”页面查看；地域如 ap-guangzhou，到期日如 2028-05-01
环境变量 DATABASE_URL：改用这个数据库；未设置时使用正在运行的 npm start 的数据库（--data DIR，默认 .data）`,
  verdicts: `npm run verdicts -- 命令 [选项]   查看搁置的审核结果和备案通知，重新查询
  list              列出搁置的审核结果和备案信息的通知：它所属的备案停在原处，其他备案不受影响（默认命令）
  retry 备案编号…   status-sync 下次运行（最迟五分钟）时重新向审核台查询这些备案
选项
  --limit N         最多列出多少条（默认 50）
  --json            输出 JSON
环境变量 DATABASE_URL：改用这个数据库；未设置时使用正在运行的 npm start 的数据库（--data DIR，默认 .data）`,
  erase: `npm run erase -- 账号编号…   恢复数据库之后，把备份以后要求删除个人信息的账号再删除一次
逐个打印结果：已结束的由 retention 在一小时内删完；已经删除的不再处理；还有备案在办理或有效的不删除，退出码为 1
账号编号是日志里 operation 为 eraseMe、status 为 200 的行的 account
环境变量 DATABASE_URL、SEAL_KEYS、BLIND_INDEX_KEY：与部署时相同，DATABASE_URL 是恢复的数据库`,
  desk: `npm run desk -- 命令   审核工作台的核对，有问题时退出码为 1
  verify    操作记录：每条记录链、每天的封存、决定和设置等是否与记录一致，并与存储桶里存出的封存对照
            密钥 TENCENTCLOUD_SECRET_ID、TENCENTCLOUD_SECRET_KEY 须能读取存储桶里的 seals/；没有密钥就不对照
  --since 封存   改为与自己留存的一份封存对照：邮件或文件的路径，或封存的内容
  provider  登录服务：它的说明里有没有登录所需的一切（部署前运行）
环境变量与部署审核工作台时相同：verify 用 DESK_DATABASE_URL、DESK_AUDIT_KEY、DESK_SEAL_KEYS、DESK_BLIND_INDEX_KEY 和存储桶的变量，provider 用 DESK_OIDC_…`,
  where: `npm run where -- <函数> '<日志中的 error>'   把打包后的位置换成源代码的文件和行
先检出写下这行日志的 RELEASE。例如：npm run where -- submission 'main.mjs:12:345'`,
  calibration: `npm run calibration -- 日志… [--least N]   按用户提交的内容，算出识别服务每个接口、每一项的置信度从多少起可靠
  --least N   界限以上至少有多少条才建议（默认 300）
日志是函数 submission 的日志，一行一条 JSON，含有 reading 的行才算；其中没有读到的内容本身
最后一行可以直接设为环境变量 OCR_SURE_FROM`,
  cost: `npm run cost -- 价格.json 每月备案数 [--desk]   用用量乘单价，列出每千个备案的费用
  --desk   加上审核工作台
价格.json 给出每一项的单价（元），项目见 docs/operations.md 的“每千个备案的费用”；
例子是 tools/prices.example.json，其中的单价没有核实，请先按官方价格更正`,
  secrets: `npm run secrets -- 凭据名[@版本号] -- 命令…   用凭据管理系统 SSM 里的环境变量运行命令
npm run secrets -- --create 凭据名   生成密钥并新建凭据；DATABASE_URL、DATABASE_MIGRATION_URL 等机密从环境变量取，不显示任何值
                                     审核台已经给了签名密钥的，设 REVIEW_DESK_SECRET、REVIEW_WEBHOOK_SECRETS
  --desk   改为审核工作台的凭据：它自己的密钥，和备案服务的签名密钥，所以在备案服务的凭据下运行；机密取自 DESK_DATABASE_URL、
           DESK_MIGRATION_URL、DESK_OIDC_CLIENT_SECRET
凭据的内容为 {"变量名": "值"}；已设置的环境变量优先。例如
  npm run secrets -- icp-filing-production -- npm run deploy
  npm run secrets -- icp-filing-production -- npm run secrets -- --create icp-desk-production --desk
  npm run secrets -- icp-filing-production@v2 -- npm run keys -- status
不写版本号时读取 v1。密钥 TENCENTCLOUD_SECRET_ID、TENCENTCLOUD_SECRET_KEY 属于操作人，地域为 COS_REGION。`,
  mutate: `npm run mutate -- 文件或文件夹… [--force]   检验测试能否发现代码的改动
用 Stryker 逐处改动 shared/domain 和 shared/adapters/tencent/ocr 中的代码并运行测试；有改动没有被任何测试发现时，退出码为 1。
  --force  代码和测试都没有变的改动也重新试（默认沿用上次的结果）
例如：npm run mutate -- shared/domain/identity/mask.ts:3-9 shared/domain/filing/filing.ts
　　　npm run mutate -- shared/domain/rules
如何看结果：docs/mutation.md`,
  bench: `npm run bench -- <名称> [选项]   测量并与预算比较，超出时退出码为 1；结果写入 bench/results/
名称：rules、upload、ocr、liveness、sync、desk、scale、webhook、page、cold-start、handler
ocr 的选项       --dir DIR：另一个有 truth.jsonl 的图片目录
liveness 的选项  --seed N
scale 的选项     --filings N（默认 1000000）：全部查询语句在这么多备案的数据库里的执行计划
                 --dir DIR：用 npm run fill 填好的数据库；--statements F：用上次记下的语句（STATEMENT_LOG）
desk 的选项      --cases N（默认 100000）：在办的件数`,
  chaos: `npm run chaos -- [选项]   在故障中运行许多备案，检查没有丢失和重复
  --filings N         备案数量（默认 500；--prove 时每次 63，少于 21 时不是每种人都有）
  --minutes M         故障至少持续多久（默认 2），直到每份备案都提交过：函数实例被随机杀死，
                      与审核工作台之间 20% 的调用返回 500、429 或不回答，消息重复、乱序，审核结果丢失 20%，
                      上传通知重复并迟到；其间有人撤回同意、再次同意，有人放弃、变更、注销，审核人员决定后才申报与自己有关
  --review desk       审核的是审核工作台（只有这一种）：它的数据库连接也会断开
  --prove             在工作目录的临时副本中逐个植入缺陷（tools/planted/plants.ts，每类一个），检查测试和本命令能否发现；有未发现的，退出码为 1
  --kinds A,B         只植入这几类（默认全部）
  --database-url URL  使用已有的 PostgreSQL（空数据库）；不给则自己启动一份
  --json              最后输出 JSON`,
  migrate: `npm run migrate   升级数据库，并重新设置函数所用角色的权限；部署时也会做，另在一台机器上做时用它
  --config 文件      另一个服务的描述：desk/serverless.yml 是审核工作台（默认 serverless.yml）
环境变量：DATABASE_MIGRATION_URL（表的所有者）、DATABASE_URL（函数使用的角色）、DATABASE_CA_FILE，与部署时相同
例如：npm run secrets -- icp-filing-production -- npm run migrate`,
  fill: `npm run fill -- --dir 目录 [--filings N]   在这个目录建一个 PostgreSQL 数据库 filled，填入一年后的数据量
  --dir DIR      空目录；默认数量需要约 30 GB
  --filings N    备案数量（默认 1000000）；材料、办理记录、消息等按比例
打印每张表的行数和用时。用来试查询和定时任务：npm run bench -- scale 用的是同样的数据`,
  plan: `npm run plan -- [选项]   列出部署会发出的全部调用，密钥显示为圆点；不联网，按空账号计算
  --now              读取账号现状，只列出差异
  --policy           只打印部署人需要的 CAM 策略（JSON），粘贴到访问管理的“按策略语法创建”
  --config 文件      另一个服务的描述：desk/serverless.yml 是审核工作台（默认 serverless.yml）
  --stage 名称       环境名，优先于 STAGE
  --take-over 名称   接管这个环境在同一存储桶里的上传事件，用来替换它`,
  doctor: `npm run doctor -- [选项]   逐项检查账号能不能部署和运行，每一项说明要做什么；不改动任何东西，不显示机密
依次检查：变量、密钥、开通云函数、运行环境、部署人的权限、存储桶、函数的网络和出口、数据库、函数的数据库角色、域名的证书、
域名解析、微信令牌、微信（从函数）、短信、人脸核身。一项有问题，其余的照查；有问题时退出码为 1。
部署前和部署后各运行一次：部署以后才查得到的，之前显示“以后再查”。
  --config 文件 另一个服务的描述：desk/serverless.yml 是审核工作台，另查登录服务和备案服务（默认 serverless.yml）
  --only 名称   只做这一项：每一项的名称写在括号里，例如 --only dns
  --stage 名称  环境名，优先于 STAGE
  --json        输出 JSON
在能连到数据库的机器上运行。例如：npm run secrets -- icp-filing-production -- npm run doctor`,
  deploy: `npm run deploy -- [选项]   检查配置、升级数据库、发布函数和触发器、设置存储桶、检查服务；没有差异时只检查
  --skip-migrations  不升级数据库（在能连到它的机器上运行 npm run migrate）
  --config 文件      另一个服务的描述：desk/serverless.yml 是审核工作台（默认 serverless.yml）
  --stage 名称       环境名，优先于 STAGE
  --take-over 名称   接管这个环境在同一存储桶里的上传事件和域名，用来替换它
移除一个环境：npx serverless remove；查看日志：npx serverless logs -f 函数；审核工作台的在 desk/ 里运行`,
  rehearse: `npm run rehearse -- [选项]   在本机的云账号里，用运维手册和审核工作台说明里原样的命令，
                                     从策略、凭据、.env 走到部署、检查和移除
  --stay              演练后不移除、不退出：打印环境变量，可在另一个终端继续用运维手册里的命令
  --port N            自定义域名的端口，其余服务依次使用后面的端口（默认使用空闲端口）
  --database-url URL  使用已有的 PostgreSQL（空数据库）；不给则自己启动一份
  --json              最后输出 JSON`,
  test: `npm test -- [文件…] [选项]   格式、类型和产品的测试；写出文件名的一部分时只运行那些文件，不论属于哪个命令
${OF_VITEST}`,
  'test:tools': `npm run test:tools -- [文件…] [选项]   工具的测试：packages、tools、bench、local、deploy、tests/corpus、tests/clients
${OF_VITEST}`,
  'test:journeys': `npm run test:journeys -- [文件…] [选项]   从头到尾的长测试（journey）
${OF_VITEST}`,
  'test:gate': `npm run test:gate -- [选项]   npm test，然后 npm run test:tools，最后一行是合计；合入 main 以它为准
${OF_VITEST}`,
  'test:watch': `npm run test:watch -- [文件…] [选项]   修改代码后自动重新运行 domain 的测试
${OF_VITEST}`,
  recipe: `npm run recipe -- function|field   在副本里照 CONTRIBUTING.md 的步骤加一个函数或一个表单字段，检查步骤写全了、命令可行；约一分钟`,
  check: `npm run check   格式和类型，包括测试；不运行测试`,
  format: `npm run format   按项目的格式改写全部文件`,
};
