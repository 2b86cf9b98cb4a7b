"""Words in the names of firms, of persons and of public bodies."""

from revisit_cli.records.code import MonthStays

# Endings of firms' names, after removing brackets at the end.
_FIRM_ENDS = """公司 集团 厂 店 中心 事务所 合作社 合作联社 联合社 经营部 服务部 商行 门市部 门市 超市 商场 商城 银行 支行 酒店
    宾馆 饭店 工作室 研究院 设计院 勘察院 监理部 项目部 分部 总部 加工部 营业部 营业厅 个体工商户 个体户 工程队
    农场 林场 养殖场 市场 物业 物流园 产业园 俱乐部 幼儿园 学校 医院 诊所 药房 有限责任 股份 企业 商会 协会 合伙
    馆 铺 坊 行 社 站"""
FIRM_ENDS = tuple(_FIRM_ENDS.split())
# Those of them that also end names of kinds of firms: 一般企业, 建材市场.
KIND_ENDS = ("企业", "市场", "合伙", "股份")
BRACKETS = "\u3014\u3015【】[]{}<>《》〈〉"
BRANCH_ENDS = r"(?:分公司|分店|分厂|分部|项目部|支行|营业部)$"
# Endings after which a conjunction may join the next name.
JOINED_AFTER = "公司"
# Separators of firms in a list; line ends and blanks may also be inside a name, and text in brackets
# belongs to one.
LIST_SIGN = r"(?:[、;；／,，|｜\\]|(?<!<)/(?!>))+|[①-⑳⑴-⒇⒈-⒛㈠-㈩❶-❿]|(?<=公司)[(（]?\d{1,2}[)）.．](?=\S{3})|(?<=公司)\s*[(（][一二三四五六七八九十]{1,2}[)）](?=\S{3})|(?<=公司)\s*[一二三四五六七八九十]{1,2}[、.．](?=\S{3})|(?<=公司)\s*[+＋&＆]"
# The role of a firm in a project, in brackets behind its name.
LIST_PART = (
    r"(?<=公司)[(（](?:牵头|联合体|成员|主体|建设|施工|监理|设计|勘察|总包|分包|业主|甲方|乙方)"
    r"[^()（）]{0,4}[)）](?=\S{2,}公司)"
)
LOOSE_SIGN = r"(?<=有限公司|责任公司)(?=[^()（）]{2,}(?:有限|责任)公司$)|[\n\r]+|\s+|(?<=公司)(?:以及|和|与|及|暨|同|[^\w\s()（）\[\]【】〔〕﹙﹚{}<>《》〈〉“”‘’\"']+)(?=\S{2,}公司)"
# A company and a name without a legal form, joined by a conjunction.
TRADE_ENDS = r"(?:地产|置业|建设|建筑|建工|装饰|工程|物业|实业|集团|燃气|商砼|监理|投资|置地|控股|园林|市政|劳务|建材)$"
JOINED = r"(?<=公司)(?:以及|和|与|及|\s+)(?=[\u4e00-\u9fff]{2,})"
IN_BRACKETS = r"[(（\[【〔﹙][^()（）\[\]【】〔〕﹙﹚]*[)）\]】〕﹚]"
# Parts of a cell that describe the firm and are not a name.
NO_NAME_PART = r"^(?:联系人|联系电话|电话|手机|法人|法定代表人|负责人|地址|项目|原|原名|曾用名|简称|代码|统一社会信用|信用代码|备注|注)"
# Signs at either end of a name that do not belong to it.
STRAY = r"(?:</?[A-Za-z]{1,8}\s*/?>|[ \t\u3000。．、,，;；:：*＊·•!！?？~～_=—–―|｜/／\\+#'\"`´★☆●◎◆◇■□▲△▼▽※→√✓✔▶►“”‘’「」『』《》〈〉<>\-])"
STRAY_END = rf"(?:{STRAY}|(?<![A-Za-z])\.|[①-⑳]|[\[［]\d{{1,2}}[\]］])+$"
OPENING, CLOSING = "(（[【", ")）]】"
STRAY_NUMBER = r"^(?:[(（](?:\d{1,2}|[一二三四五六七八九十]{1,2})[)）]|\d{1,2}[.．)）、]|[一二三四五六七八九十]{1,2}、|[①-⑳⑴-⒇⒈-⒛㈠-㈩❶-❿])\s*(?=\D)"
STRAY_NOTE = (
    r"[(（\[【]\s*(?:补报|补录|补登|补|更正|更改|修改|重复|新增|续报|漏报|迟报|已办结|办结|盖章|公章|签章|"
    r"(?:\d{1,2}|[一二两三四五六七八九十])\s*(?:次|件|笔))\s*[)）\]】]$|(?<=公司)\s*[×xX]\s*\d{1,2}$"
)
# A label that was copied into the cell with the name: 建设单位：某公司.
LABEL_AHEAD = (
    r"^(?:[\u4e00-\u9fff]{0,4}(?:单位|企业|公司|服务对象|市场主体|经营主体|商户|客户|用户)(?:名称|全称)?|名称|全称|"
    r"[\u4e00-\u9fff]{2}方)\s*[:：]\s*(?=\S{2})"
)
WHOLE_IN_BRACKETS = r"[(（\[【{﹙〔](?P<name>[^()（）\[\]【】{}﹙﹚〔〕]+)[)）\]】}﹚〕]"
# Item numbers of a list, and ellipses.
NO_PART = r"\d{1,2}[.．)）]?|[(（]\d{1,2}[)）]|[①-⑳]|等"
SOLE_TRADER = (
    r"个体|(?:店|铺|摊|坊|馆|门市|门市部|商行|经营部|服务部|超市|理发屋|工作室|维修部|加工部)$"
)
COMPANY = r"公司|集团|合作社|事务所|厂$"
# A count of firms of which only one is named: 某公司等3家.
OTHERS_MARK, COUNT_MARKS = "等", ("家", "户", "家)", "户)", "家）", "户）")
AND_OTHERS = r"等\s*(?:\d+|[二三四五六七八九十两几多数]+)?\s*(?:家|户|个)?(?:企业|公司|单位|项目)?$|(?<=公司)\s*[(（]?(?:等|共|计)?(?:\d+|[二三四五六七八九十两几多数]+)[家户](?:企业|公司)?[)）]?$"
# Not a name: text of another column, a date, a number, a credit code, a web address, only signs,
# only a legal form, or where to look the name up.
NO_FIRM = (
    r"(?:true|false|是|否|有|同意|通过|合格|不合格|(?:已|未|正在)?(?:办结|完成|办理)|在办|已办|未办)|"
    r"[\d年月日号时分秒点:：./,\-—+%‰$¥\s]+|no\.?\d+|(?=(?:\D*\d){8})[0-9a-z]{15,20}|"
    r"(?:https?://|www\.)\S*|[^@\s]+@[^@\s]+\.[^@\s]+|[\W_]+|[a-z]|"
    r"(?:[无某本该]|其中)?(?:企业|(?:(?:股份)?有限(?:责任)?)?公司|单位)|"
    r"\(?(?:空白?|略|详?见(?:附[件表页]|[上下](?:[文面表])?|备注|名单|原件)|暂缺|缺失?|未填写?)\)?"
)
# Groups of firms, which cannot be called: 各燃气企业.
_ALL_OF = "各|全市|全区|全体|所有|辖区内?|部分|有关|相关|多家|若干|其他|其它"
COLLECTIVE_SIGNS = frozenset(each[0] for each in _ALL_OF.split("|"))
COLLECTIVE = (
    rf"^(?!.*(?:有限|责任|股份)公司$)(?:{_ALL_OF})\S*(?:企业|公司|单位|主体|项目|工地|商户|业主)$"
)
ENDS_OF_BRACKETS = frozenset(")）]】")
# Another name of the firm in brackets, with a word that says it is the same firm.
OTHER_FIRM = r"公司\s*[(（\[【](?P<inside>[^()（）\[\]【】]*[^()（）\[\]【】分子]{4}公司[^()（）\[\]【】]*)[)）\]】]$"
SAME_FIRM = r"^(?:原|曾用|曾名|旧名|前身|现|更名|改名|又名|亦名|简称|全称|即|隶属|系)"
COMPANY_ENDS = ("公司", "合作社", "厂")
PUBLIC_BODY = (
    r"(?:人民政府|管委会|管理委员会|委员会|居委会|村委会|街道办事处|办事处|街道办|人民法院|法院|检察院|"
    r"派出所|公安局|[市县区省]\S{1,12}局|机关|政府|人大|政协|纪委|党委|村民小组)$"
)
# A building or project, not the firm that builds it.
WORKS = r"(?:项目|工程|小区|花园|地块|标段|[#号幢栋座]楼?|单元\d*|\d+室|单元\d+)$"
PERSON_WORDS = r"^(?:个人|自然人|群众|市民|居民|业主|本人|私人)"
PERSON = r"^[\u4e00-\u9fff]{1,4}(?:\((?:个人|自然人|本人|群众|村民|居民|业主|市民)\))?$|^[\u4e00-\u9fff]{1,3}(?:先生|女士|某|某某)$"
# A person behind the firm's name: 某公司-张三、某公司（联系人：李四）、某公司 王经理.
PERSON_ROLE = r"(?:企业)?(?:联系人|联络人|联络员|负责人|经办人|法定代表人|法人代表|法人)(?:姓名)?"
PERSON_TITLE = r"(?:先生|女士|小姐|经理|老板|师傅|主任|厂长|总经理|总)"
_BEHIND_FIRM = r"(?P<firm>.{2,}(?:公司|合作社|厂))[\s\-\u2010-\u2015\u2212~～_:：,，(（]+"
PERSON_BEHIND = (
    rf"{_BEHIND_FIRM}(?:(?P<role>{PERSON_ROLE})[\s:：]*)?"
    rf"(?P<person>[\u4e00-\u9fff]{{1,4}}?)(?P<title>{PERSON_TITLE})?[\s)）]*"
)
# The other way round: 张三（某公司）.
PERSON_AHEAD = (
    rf"(?:(?P<role>{PERSON_ROLE})[\s:：]*)?(?P<person>[\u4e00-\u9fff]{{1,4}}?)(?P<title>{PERSON_TITLE})?"
    r"\s*[(（](?P<firm>[^()（）]{2,}(?:公司|合作社|厂))[)）]"
)
# Names of persons start with one of these, and do not end like places or departments.
_SURNAMES = "王李张刘陈杨赵吴徐孙朱胡郭何罗郑梁谢宋唐韩冯邓曹彭"
_SURNAMES_OF_LONG = f"{_SURNAMES}曾肖田董袁潘蒋蔡余杜苏魏吕丁沈姚卢姜崔谭陆汪范廖贾夏韦邹熊孟秦邱侯尹薛阎段史陶黎贺龚邵"
_NO_NAMES_END = (
    "省市县区乡镇村庄店铺寨堂岗党集屯营坪冲畈湾沟坡塘桥路街巷园苑城府庭邸院所站场厂部处室科队组段标期号"
    "线厅馆楼栋座校库港口渡埠汇"
)
_NO_SHORT_END = f"{_NO_NAMES_END}山河江湖海岭州浦杭丘昌津东西南北中新庙台坊"
PERSONS_NAME = (
    rf"[{_SURNAMES}][^家{_NO_SHORT_END}]"
    rf"|[{_SURNAMES_OF_LONG}][^家{_NO_NAMES_END}][^{_NO_NAMES_END}]"
    rf"|(?:欧阳|上官|司马|诸葛|皇甫|夏侯)[^{_NO_NAMES_END}]{{1,2}}"
)
# The name of one company and nothing else: letters and few digits between them, 公司 only at the end,
# and no words for examples, for further firms, for nothing, or for something to fill in.
COMPANY_ALONE = (
    rf"(?!请|在|此|填|{_ALL_OF})(?![^公]*(?:公(?!司$)|[等无没未零某〇xX]|[0-9A-Z]{{9}}))"
    r"[A-Za-z\u4e00-\u9fff][0-9A-Za-z\u4e00-\u9fff]{4,}公司"
)
# Legal forms anywhere in a name: a branch has its parent's in the middle.
LEGAL_FORMS = r"(?:股份有限责任|股份有限|有限责任|股份|有限)公司"

# Why a month is unchanged by a merge.
STAYS: dict[MonthStays, str] = {
    "closed": "已清零，保持原样",
}
# A firm's name is region, distinctive word, trade and legal form; the distinctive word matters.
_PLACES = """北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南
    广东 海南 四川 贵州 云南 陕西 甘肃 青海 内蒙古 广西 西藏 宁夏 新疆 郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡
    焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 济源 浉河 平桥 羊山 固始 潢川 光山 罗山 淮滨
    商城 息县 新县 武汉 深圳 广州 杭州 南京 合肥 长沙 济南 西安"""
REGION = rf"(?:(?:{'|'.join(_PLACES.split())})(?:省|市|县|区|新区|自治区)?|[\u4e00-\u9fff]{{2}}(?:[省县区]|市(?![政场])))"
TRADES = """房地产开发 房地产 置业 地产 开发 建筑安装 建筑装饰 建筑劳务 建筑工程 建筑 建设工程 建设 建工 工程
    装饰装修 装饰 装修 装潢 安装 市政 园林 绿化 景观 劳务 劳务分包 建材 材料 商砼 混凝土 物业服务 物业管理
    物业 燃气 热力 供水 水务 电力 消防 监理 咨询 管理 服务 设计 勘察 勘测 测绘 检测 造价 招标 代理 评估 科技
    技术 信息 网络 投资 控股 实业 贸易 商贸 物流 运输 机械 设备 租赁 门窗 幕墙 钢结构 防水 保温 家居 家具
    中介 经纪 置换 环保 环境 新材料 文化 传媒 广告 餐饮 酒店 农业 能源 集团 (集团) 发展 经营 销售 公司 厂
    商行 经营部 服务部 店 超市 门市部 中心 有限 责任"""
COMPANY_FORM = rf"(?:{LEGAL_FORMS}|公司)$"
BRANCH_OF_COMPANY = rf"(?P<head>.+?公司)(?P<branch>.*{BRANCH_ENDS})"
# 有限责任公司 and 有限公司 are the same legal form.
SAME_FORMS = ("有限责任公司", "有限公司")
# The province holds every place in it.
PROVINCE = r"^河南省?"
MARK = "【{}】"
FOR = {"same_phone": "同一电话", "same_code": "同一信用代码", "same_core": "除地名和公司形式外同名"}
AGAINST = {
    "other_codes": "信用代码不同",
    "other_region": "地名不同",
    "branch": "一为分支机构",
    "other_form": "公司形式不同",
}
ERASED = "＊＊"
# Stands for an erased number; the letters behind it are the same for the same number.
STAND_IN = "＊"
# The same for a number that another firm of the filing has too, which counts there.
SHARED_STAND_IN = STAND_IN * 2
TABLES = {
    "contact": "联系人",
    "service": "台账行",
    "attempt": "拨打记录",
    "answer": "评价",
    "visit": "上门记录",
    "visit_void": "作废的上门记录",
    "attendance": "到会记录",
    "problem": "问题",
    "problem_event": "问题办理",
    "flag": "上门理由",
    "skip": "跳过记录",
    "not_served": "名单有误的理由",
    "symposium": "座谈纪要",
    "confidence": "廉洁反映",
    "firm_merge": "合并记录",
    "firm_apart": "不是一家的理由",
    "firm_erasure": "清除的理由",
}
# What an erasure leaves, by table: whose data it is, and how to have it changed.
LEFT = {
    "unit": ("单位名册", "revisit units set {id} --contact 新联系人"),
    "contact": ("别家企业的联系人", "它也要求清除的：revisit firms erase 企业 --reason 理由"),
    "service": ("别家企业的台账行", "请单位更正台账后再导入"),
    "problem": ("别家企业的问题", "revisit problems list，由经办人撤销后重记"),
    "problem_event": ("别家企业的问题办理", "由经办人撤销后重记"),
    "attempt": ("别家企业的拨打记录", "revisit calls undo，撤销后重记"),
    "draft": ("没记完的电话", "revisit calls drafts --drop 电话号"),
    "symposium": ("座谈纪要", "revisit symposium void {id} --reason 理由，改好再记"),
    "setting": ("设定", "revisit settings set"),
    "file": ("台账文件名", "不能改：记录簿以它的内容为凭"),
    "firm": ("企业名称", "名称本身不清除"),
    "image": ("可撤销的别的操作留下的原样", "别家企业的：revisit firms erase 那家企业"),
}
LEFT_OTHERWISE = ("{table} 表", "不是这家企业的记录，由经办人撤销那一步后重记：revisit undo --list")
TRACES = {"number": "号码", "name": "姓名"}
