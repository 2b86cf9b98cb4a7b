"""Words of ledgers: headings of columns, words for nothing, rows that are not services, notes."""

from collections.abc import Iterable, Mapping

from revisit_cli.labels.text import LISTED
from revisit_cli.labels.workbooks.workbook import TABLE
from revisit_cli.pattern import pattern
from revisit_cli.records.code import RowNote, RowSince, RowState, SheetIgnored
from revisit_cli.records.ledgers.ledger import ReadRow

FILING_TOLD, NO_FILING = "{} 号（{}，{}）", "行都待改的那份"
NEWEST_TOLD = "同名的文件有 {count} 份，这是{filings}；别的写编号，见 revisit ledgers list"
# The name of each field, on screens and for --map.
FIELD_WORDS = {
    "unit": "单位",
    "officer": "姓名",
    "date": "时间",
    "place": "地点",
    "matter": "涉企事宜",
    "completion": "工作完成情况",
    "firm": "服务对象",
    "contact": "企业联系人",
    "phone": "联系电话",
    "remark": "备注",
    "credit_code": "统一社会信用代码",
}
# Headings of each field, the surest first: of two columns the one with the earlier word wins.
HEADINGS = {
    "unit": """单位 科室 单位科室 科室单位 单位/科室 单位(科室) 科室名称 部门 部门名称 责任单位
        责任科室 责任部门 承办单位 承办科室 承办部门 主办单位 主办科室 办理单位 办理科室
        办理部门 报送单位 报送科室 填报单位 填报科室 所属单位 所属科室 业务科室 经办科室
        经办单位 经办部门 牵头科室 服务科室 服务单位 服务部门 局属单位 机关科室 受理部门
        受理单位 受理科室 受理处室 主办部门 办件部门 办件单位 办件科室 审批部门 审批单位
        审批科室 牵头部门 牵头单位 承办处室 经办处室 责任处室 业务处室 处室 处室名称
        承办机构 股室 业务股室 报送部门 填报部门 上报单位 上报科室 所在科室
        二级机构 下属单位 所属部门 部门科室 科室/单位 科(室) 单位/部门 窗口单位""",
    "officer": """姓名 工作人员 工作人员姓名 经办人 经办人员 经办人姓名 承办人 承办人员 承办人姓名
        办理人 办理人员 办事人员 服务人员 服务人 责任人 办件人 办件人员 科室承办人 办事员
        服务人员姓名 具体经办人 受理人 受理人员
        窗口人员 责任人员 帮办人员 服务专员 业务经办人 办理人员姓名
        接待人 接待人员 受理员 客服 客服人员""",
    "date": """时间 办理时间 办理日期 服务时间 服务日期 日期 涉企时间 办结时间 办结日期 完成时间
        完成日期 办件时间 办件日期 办毕时间 办毕日期 办理完成时间 办理完成日期 审批完成时间
        审批时间 审批日期 批准时间 批准日期 许可时间 许可日期 决定时间 决定日期 发证时间
        发证日期 领证时间 领证日期 送达时间 送达日期 出件时间 取件时间
        通气时间 通气日期 通水时间 通水日期 供气时间 供水时间 供热时间 入网时间 入网日期 接入时间
        接入日期 安装时间 安装日期 开通时间 开通日期 业务办理时间
        业务办理日期 服务办理时间 现场服务时间 受理时间 受理日期 走访时间 走访日期 检查时间 检查日期
        接件时间 接件日期 收件时间 收件日期 接待日期 发生日期 结束时间 开始时间 办证时间 办证日期 登记时间 登记日期
        开展时间 接待时间 业务时间 业务日期 发生时间 起止时间 办理起止时间
        开户时间 开户日期 报装时间 报装日期 报修时间 报修日期 申请时间 申请日期""",
    "place": """地点 办理地点 服务地点 办事地点 地址 走访地点 检查地点 办件地点 服务场所
        用气地址 用水地址 用热地址 用户地址 报装地址 安装地址""",
    "matter": """涉企事宜 涉企事项 服务事项 办理事项 事项 事项名称 服务内容 办理内容 工作内容
        业务事项 事宜 办件事项 涉企服务事项 涉企业务 办理业务 业务名称 业务类型 事由 内容
        办件名称 审批事项 服务事宜 服务项目 检查内容 检查事项
        申请事项 许可事项 事项类型 服务类型 办理事项名称 涉企事项名称 事项内容 涉企服务内容
        咨询内容 诉求 诉求内容 问题诉求 具体事项 报装类型 报装业务 业务类别""",
    "completion": """工作完成情况 完成情况 办理结果 办结情况 办理情况 完成状态 办理状态 处理结果
        办理进度 工作进展 落实情况 结果 服务结果 是否办结 办件结果 工作情况 处理情况 状态""",
    "firm": """企业名称 服务对象(企业) 服务对象 服务对象名称 企业 公司名称 单位名称 服务企业
        服务企业名称 涉及企业 涉企名称 涉企单位 涉及企业名称 企业(单位)名称 企业单位名称
        服务对象(企业)名称 服务对象企业名称 公司 市场主体名称 市场主体 市场主体(企业)
        经营主体 经营主体名称 服务主体 服务主体名称 涉企服务主体 涉企服务对象 被服务企业
        被服务单位 办事企业 办事单位 申请单位 申请企业 申报单位 申报企业 申请人 申请人名称
        建设单位 施工单位 开发企业 项目单位 企业全称 公司全称 企业名 走访企业 受访企业
        回访企业 被访企业 被检查企业 提供企业名称 企业/单位名称 被服务对象 申请单位名称
        申报单位名称 建设单位名称 施工单位名称 受检单位 受检企业 委托单位
        企业名称及统一社会信用代码 企业名称及信用代码 企业名称/统一社会信用代码
        企业名称/信用代码 企业名称、统一社会信用代码 企业及统一社会信用代码 监理单位 设计单位 勘察单位
        开发单位 总包单位 分包单位 承包单位 检测单位 代建单位 建设企业 施工企业 监理企业 监理单位名称
        建设方 施工方 监理方 发包方 承包方 发包人 承包人 承包商 总包方 分包方 业主单位 业主方
        开发商 招标人 招标单位 中标人 中标单位 采购人 采购单位 供应商 代理机构 代理单位
        物业公司 物业企业 物业单位 劳务公司 劳务单位 检测机构 企业名称及联系人 企业及联系人
        企业名称和联系人 企业名称、联系人 企业名称/联系人 企业、联系人
        企业/单位 客户名称 客户 办理企业 办件企业 受理企业 许可企业 领证企业 持证企业
        申办企业 申办单位 报建单位 报建企业 项目建设单位 来访企业 咨询企业 接待企业 联系企业
        包联企业 帮扶企业 涉企服务对象名称 企业主体 主体名称 商户名称 行政相对人
        行政相对人名称 相对人名称 办事主体 办事对象 企业简称
        设计单位名称 勘察单位名称 开发单位名称 委托单位名称 开发企业名称
        用户名称 用户 用户名 户名 用户单位 用气单位 用水单位 用热单位 用气企业 用水企业 用热企业
        报装单位 报装企业 入网单位 入网企业""",
    "contact": """企业联系人 联系人 联系人姓名 企业联系人姓名 企业负责人 联络员 联络人 企业联络员
        企业联络人 负责人 对接人 企业对接人 法人代表 法定代表人 法人 企业经办人 办事人
        公司联系人 服务对象联系人 单位联系人
        来访人 申请联系人 办事人员姓名 企业办事人 企业方联系人 公司联系人姓名 联系人员 企业联系人员
        委托代理人 代办人 授权代表""",
    "phone": """企业联系人电话号码 联系电话 电话 电话号码 手机 手机号 手机号码 联系方式 企业电话
        企业联系电话 联系人电话 联系人电话号码 企业联系人电话 企业联系方式 联系人联系方式
        联系人手机 联系人手机号 联系号码 固定电话 座机 移动电话 企业联系人联系方式
        企业联系人联系电话 联系人联系电话 企业联系人手机 企业联系人手机号 公司电话 联络电话
        负责人电话 服务对象电话 服务对象联系电话 服务对象联系方式 手机/电话 联系人及电话
        联系人及联系电话 联系人及联系方式 联系人/电话 联系人、电话 联系人、联系电话
        联系人和电话 联系人姓名及电话 企业联系人及电话 企业联系人及联系电话
        企业联系人及联系方式 企业联系人姓名及电话 负责人及电话 法人及电话 办公电话 企业手机 企业座机 单位电话
        负责人联系电话 负责人手机 负责人联系方式 企业负责人电话 企业负责人联系电话 企业负责人联系方式
        法人电话 法人联系电话 法人手机 法人联系方式 法人代表电话 法人代表联系电话 法定代表人电话
        法定代表人联系电话 法定代表人联系方式 企业法人电话 企业法人联系电话
        固话 座机号码 联络方式 通讯方式 移动电话号码 常用电话 电话/手机 电话、手机
        备用电话 备用手机 备用号码 备用联系电话 其他电话 其他联系电话 第二联系电话""",
    "remark": "备注 其他信息 说明 备注说明 其他 备注信息 附注 其它",
    "credit_code": """统一社会信用代码 社会信用代码 信用代码 统一信用代码 统一代码 企业信用代码
        企业统一社会信用代码 统一社会信用代码证号""",
}
# Numbers beside the names of persons: 企业对接人电话.
_BESIDE = ("电话", "联系电话", "电话号码", "联系方式", "手机", "手机号", "手机号码")
HEADINGS["phone"] += " " + " ".join(
    person.removesuffix("姓名") + beside
    for person in HEADINGS["contact"].split()
    for beside in _BESIDE
)
# Headings in traditional characters: 聯繫電話, 服務對象.
_TRADITIONAL = (
    "單单業业務务對对聯联繫系係系絡络電电話话時时間间點点辦办結结況况備备註注號号碼码稱称項项編编機机"
    "員员實实體体經经營营責责場场類类內内說说證证檢检協协設设計计監监標标採采購购應应報报請请資资訊讯"
    "顧顾戶户處处審审門门負负記记錄录統统關关領领開开發发廠厂產产總总質质"
)
IN_TRADITIONAL = f"[{_TRADITIONAL[::2].replace('系', '')}]"
TRADITIONAL = str.maketrans(_TRADITIONAL[::2], _TRADITIONAL[1::2])
SERIALS = frozenset(["序号", "编号", "No", "No.", "NO", "号", "序", "行号", "序列", "项次"])
# In a two-level header the upper word says whose name and number are below.
FIRM_SIDE = ["企业", "服务对象", "公司", "市场主体", "经营主体", "对象"]
OFFICER_SIDE = ["工作人员", "经办", "承办", "服务人员", "科室", "处室", "本单位", "我局", "部门"]
# Firms by their role in a project: if there are several, only a clerk knows which was served.
_PARTS = """建设 施工 监理 开发 委托 申请 申报 设计 勘察 总包 分包 承包 检测 代建 业主 招标 中标 采购 代理 物业
    劳务"""
_OTHER_PARTS = """建设方 施工方 监理方 发包方 承包方 发包人 承包人 承包商 总包方 分包方 业主方 开发商 招标人 中标人
    采购人 供应商 代理机构 检测机构"""
ROLES = (
    *(part + kind for part in _PARTS.split() for kind in ("单位", "企业", "公司")),
    *_OTHER_PARTS.split(),
)
NAME_WORD = "名称"
# The value of --map for a column that is not to be used.
UNUSED = "不用"
# In one word: whose column it is can be no firm's.
OFFICE_WORDS = ["科室", "处室", "股室", "工作人员"]
# Over a name these say that it is an office's.
OFFICE_HEADS = ["科室", "处室", "股室", "部门", "本单位", "我局", "承办单位", "经办单位"]
SIDE_WORDS = {
    "名称": "firm",
    "全称": "firm",
    "姓名": "contact",
    "电话": "phone",
    "号码": "phone",
}
HINTS = r"【[^】]*】|〖[^〗]*〗|[*＊:：※★]"
BRACKETS = r"\([^()]*\)|\[[^\[\]]*\]"
NUMBERED = r"(?<=\D)[一二三四五六七八九\d]$"
# Signs at either end of a heading that do not belong to it: 1、…, ①…, “…”, …▼, …必填, …/Name.
DRESS = (
    r"^(?:\(?\d{1,2}\)?[.、)]?|[一二三四五六七八九十]{1,3}、|(?:必填|选填)项?[:：]?|[^\w(\[]+|"
    r"[a-z][a-z./]*(?=[\u4e00-\u9fff]))|"
    r"(?:(?:必填|选填)项?|一?栏|列|[^\w)\]]+|_+|(?<=[\u4e00-\u9fff)])/?[a-z][a-z./]*)$"
)
# A word with nothing of the kind around it, and no number but inside.
UNDRESSED = r"(?!必填|选填)[\u4e00-\u9fff]+(?:\d+[\u4e00-\u9fff]+)*(?<![栏列填项])"
IN_FRAME = r"[(\[【〔《<{](.*)[)\]】〕》>}]"

# Texts of error values, and of cells too narrow for their number.
ERROR_TEXT = (
    r"\s*(?:#(?:N/A|REF!|NAME\?|VALUE!|DIV/0!|NULL!|NUM!|SPILL!|CALC!|FMT)|Err:\d{3}|#{3,})\s*"
)
# Words and signs for "as above".
DITTO = frozenset(
    [
        "同上",
        "同上。",
        "同前",
        "同",
        "同上行",
        "（同上）",
        "(同上)",
        "ditto",
        "Ditto",
        "〃",
        "″",
        '"',
        "''",
        "“",
        "”",
    ]
)
# A row that is cancelled by its own remark, or by a word in brackets behind the firm.
_CANCELLED = r"(?:已|应|请)?(?:作废|删除|取消|撤销|撤回|不报|无效)"
CANCELLED = rf"[(（\[【]?(?:[此本该](?:行|条|件|户|项))?{_CANCELLED}(?:[此本该](?:行|条|件|户|项))?[)）\]】。!！]?"
CANCELLED_BEHIND = rf"\s*[(（\[【]\s*{_CANCELLED}\s*[)）\]】]$"
# First words of rows below the services: totals, notes, signatures.
TOTALS = (
    r"(?:本页|本月|本科室|全局|全部)?(?:小计|合计|总计|共计|累计|总数|总和)|合\s*计|小\s*计|总\s*计"
)
# A credit code behind the firm's name, with brackets and label.
CODE_IN_NAME = (
    r"\s*[(（\[【]?\s*(?:(?:统一)?(?:社会)?信用代码|代码)?\s*[:：]?\s*(?<![0-9A-Za-z])"
    r"(?P<code>[159Y][0-9A-HJ-NPQRTUWXY]{17})(?![0-9A-Za-z])\s*[)）\]】]?"
)
# A mobile number at the end of the firm's cell, perhaps with a person: in brackets, behind a company's
# name, or alone.
_PHONE = r"(?:1[3-9]\d{9}|0\d{2,3}[\s\-—]?[1-9]\d{6,7}(?:-\d{1,5})?)"
PHONE_IN_NAME = (
    rf"\s*[(（](?P<inside>[^()（）]{{0,12}}(?<!\d){_PHONE}(?!\d)[^()（）]{{0,12}})[)）]\s*$|"
    rf"(?<=公司)[\s,，、:：]*(?P<after>[^\s\d()（）]{{0,4}}[\s:：]*{_PHONE})\s*$|"
    r"(?<!\d)\s*(?:电话)?[:：]?\s*(?P<alone>1[3-9]\d{9})\s*$"
)
# Subtotals that office programs insert or people write: 审批科 计数, 办理总数, 满意率.
SUBTOTAL = r"(?:汇总|计数|小计|合计|总计|求和|平均值|总数|总量|件数|户数|家数|次数|人数|[率比])$"
# A ledger that says there is nothing to report, and characters that such a text must have.
MAY_SAY_NONE = "[无没未零0０]"
NONE_SAID = (
    r"\S{0,12}?(?:[本当该此]|\d{1,2})(?:月|期|周期|季度)份?(?:内|度)?\S{0,8}?[暂均尚]?"
    r"(?:(?:无|没有|未办理|未发生|未开展|未涉及|未服务)\S{0,20}|零(?:报告|报送|台账|上报)|"
    r"(?:共|合计)?[0零]\s*(?:件|家|户|次|条|项|起|宗|例))|"
    r"(?:零|0)(?:报告|报送|台账|上报)\S{0,8}|"
    r"(?!\S*(?:公司|厂|店|中心|部|行|院|所|社|馆)$)[暂均尚]?(?:无|没有|未)"
    r"(?:相关|任何|其他|其它|新增|需要?|办理|发生|开展|产生|受理|接到|涉及)*"
    r"(?:涉企|企业|服务|业务|事项|事宜|办件|工作|情况|内容|记录|数据|台账|报送|上报)\S{0,16}"
)
# A title that says so of its table, and what asks for a zero report instead: 没有事项的，请作零报告.
ZERO_TITLE = r".{0,40}零(?:报告|报送|上报)(?:表|单)?[)）]?"
ASKS_FOR_ZERO = "[请须应需若如]|没有.*的"
REMARKS = (
    r"(?:说明|备注|注|填表说明|填写说明|填报说明|注意事项|数据来源|来源|制表时间|统计时间|截止时间)"
    r"\d*(?:[:：;；.。、]|$|\s)|填表|填报|制表|审核|审批人|复核|回访人|回访时间|记录人|报送人|报表人|统计人|(?:报送|上报)(?:单位|科室|部门)|"
    r"(?:单位|科室|部门|分管)?(?:负责人|领导|主管)[签(:：]|联系人[:：]|联系电话[:：]|经办人[:：]|签字|签名|"
    r"签章|(?:单位|科室|部门|处室|股室)?\s*\(?(?:盖章|签章|公章)|日期[:：]|时间[:：]|数据来源|以上|以下|第\s*\d+\s*页|共\s*\d+\s*页|备注[:：]|附[:：件注]"
)
COUNT = r"(?:共|计|合计)?\s*\d+(?:\.0+)?\s*(?:%|家|户|个|次|条|件|项|人|家次|户次)?(?:企业|单位)?"
SECTION_COUNT = r"[(（]\s*(?:共|计)?\s*\d*\s*(?:家|户|个|次|条|件|项)?(?:企业)?\s*[)）]|[:：]\s*$"
OFFICE = r"[\u4e00-\u9fff]{1,12}(?:科|处|室|股|办|支队|大队|中队|局)"
# Endings of names of the bureau's offices and bodies.
OFFICE_NAME = r"[\u4e00-\u9fff]{1,16}(?:科|处|室|股|办|站|队|中心|所|局|协会|窗口)"
SECTION_NUMBER = (
    r"^\s*(?:[(（][一二三四五六七八九十\d]+[)）]\s*[、.．:：]?|"
    r"[一二三四五六七八九十\d]+[)）]?\s*[、.．:：])\s*"
)

# A row that is an example: by its number or a mark, or by the firm's name.
EXAMPLE_MARK = r"[(\[【]?(?:举?例子?|示例|样例|范例|填[写表报]?(?:示例|样例|范例|举例)|示例行|样表)[)\]】]?[:：]?"
EXAMPLE_FIRM = r"[xX×*＊○〇某]{2,}[\u4e00-\u9fff()]{0,8}(?:公司|企业|集团|单位|厂|店)"
SOMEBODY = "某"
# A firm's cell that says itself that it is one, and a name that is one beside a made-up number.
EXAMPLE_SAID = r"请?(?:在此|此处)?填写?(?:企业|公司|单位|服务对象)(?:全称|名称)|(?:例如?|如|举例|示例|样例|范例)[:：]|[(\[【](?:举?例|示例|样例|范例)[)\]】]|例如[xX×*＊○〇某]"
EXAMPLE_MASKED = (
    r"[\u4e00-\u9fff()]{1,6}[xX×*＊○〇]{2,}[\u4e00-\u9fff()]{0,8}(?:公司|企业|集团|单位|厂|店)"
)
EXAMPLE_PHONE = r"1?3?8?0{8,}|1\d{0,3}[xX×*＊]{3,}\d{0,4}"
# A label with room for handwriting: 申请时间：, 审核人（签字）：
LABELLED = r"[^:：\d]{2,12}[:：].{0,20}"
DAY_SIGNED = r"20\d\d[年.\-/]\d{1,2}[月.\-/]\d{1,2}日?|年月日"

# A row of column codes under the header: 1 2 3, (1) (2) (3), A B C.
COLUMN_CODE = (
    r"[(（]?(?:\d{1,2}(?:\.0)?|[A-Za-z]|[甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥]|[一二三四五六七八九]|"
    r"十[一二三四五六]?)[)）]?|[①-⑳]|[栏行列]次号?"
)

# A cell in a line of signatures that is only the label of the next one.
FOOT_LABEL = (
    r"(?:(?:科室|单位|部门|处室|分管)?(?:负责人?|领导)|联系人|经办人|(?:填报|填表|报送|制表|审核|复核|统计)人?)"
    r"(?:员|签字|签名)?|(?:联系)?电话|(?:填报|填表|报送|制表)?(?:日期|时间)"
)
# Where a seal is put: 审批科（章）, 盖章处.
SEALED = r"[^:：\d]{0,16}(?:[(（](?:盖|公|签|印)?章[)）]|(?:盖章|公章|签章)处?)"
# The same for the unit, and for other pairs of label and value: 填报单位 | 审批科.
PAIR_LABEL = (
    rf"{FOOT_LABEL}|(?:填报|报送|制表|上报|所属|责任|承办)(?:单位|科室|部门|机构)(?:名称)?|"
    r"(?:填报|报送|统计|所属)?(?:月份|时期|周期)"
)
NAMES_LEDGER = r"台[账帐]|统计表|明细|名单|清单|登记表|汇总|附[表件]|月份?|季度|年度"

# Headings of tables that are no ledgers: lists of staff or equipment, counts by office.
OTHER_HEADING = (
    r"[\u4e00-\u9fff()/]{0,8}(?:名称|姓名|数量|时间|日期|编号|序号|地点|地址|面积|金额|单价|价格|合计|小计|总计|意见|情况|"
    r"结果|类别|类型|种类|人员|电话|手机|证号|账号|标准|要求|人数|件数|次数|户数|家数|总数|占比|比例|率|责任人|负责人|"
    r"职务|职称|说明|备注|含义|符号|字段|事项|内容|事由|原因|状态|进度|科室|部门|单位|性别|年龄|型号|规格|指标|[来审复经承]\S?人)"
)
OTHER_TABLE = "other_table"

_NOTES: dict[RowNote, str] = {
    "firm_missing": "没有企业名称，待改",
    "several_firms": "一格里有几家企业，待改，请分行填写",
    "text_alone": "只有这一格有字，看不出是企业还是说明，待改",
    "date_after_cycle": "日期晚于本期，待改",
    "unit_missing": "没有单位，待改",
    "unit_unknown": "单位不在名册上，待改",
    "several_units": "一格里有几个单位，待改，请分行填写",
    "date_missing": "没有时间",
    "date_unreadable": "时间无法识别",
    "date_before_cycle": "迟报补录：早于本期",
    "date_boundary": "上期最后一天的事项，上期没报过的收入本期",
    "date_in_future": "日期晚于收到台账的那天",
    "maybe_repeated": "没有时间或事宜，可能与别的月份重复",
    "year_inferred": "年份按台账月份推定",
    "date_ambiguous": "时间有两种读法，请核对",
    "phone_missing": "没有电话",
    "phone_invalid": "电话号码不对",
    "phone_is_fax": "只有传真号，没有电话",
    "not_a_firm": "不像企业名称",
    "row_hidden": "此行在表中被隐藏",
    "row_struck": "此行划了删除线，可能已作废，请核对",
    "row_cancelled": "此行写着作废、取消一类的字，请核对",
    "cell_error": "单元格出错",
    "text_lost": "有认不出的字（乱码或自造字），请核对原件",
    "credit_code_invalid": "统一社会信用代码不对",
    "text_reordered": "企业名称里有改变显示顺序的隐藏字符，已去掉",
}
# Plain ``str`` keys: rows have their notes as text, by the hundred thousand, and from JSON.
NOTES: Mapping[str, str] = dict(_NOTES.items())
PHONE_ROUNDED = "号码被表格写成科学计数，末几位已丢失，请把这一列设为文本后重填"
NOTE_AT = "{note}（{cell}）"
ROW_STATES: dict[RowState, str] = {"accepted": "收下", "duplicate": "重复", "held": "待改"}
OVERDUE = "逾期补报"
SINCE: dict[RowSince, str] = {"put_right": "已改正", "corrected": "已更正", "withdrawn": "已撤下"}
CHANGES = {"new": "新增", "changed": "变更", "gone": "消失", "repeated": "重复"}
SKIPPED = {
    "total": "合计",
    "remark": "说明、签名",
    "section": "分段标题",
    "header": "重复的表头",
    "code": "栏次号",
    "none": "写明没有事项",
    "example": "填写示例",
    "numbered": "只有序号",
    OTHER_TABLE: "下面另一张表",
}
MAP_EXAMPLE = "，例如 --map {}"
IGNORED: dict[SheetIgnored, str] = {
    "hidden": "隐藏的工作表，未读（要读请加 --sheet 表名）",
    "not_asked": "没有用 --sheet 点到，未读",
    "empty": "空表",
    "no_ledger": "不是台账",
    "header_only": "只有表头",
}
NAME_JOIN = "、"
PHONE_JOIN = "；"


def filings_words(filings: Iterable[tuple[int, str, str]]) -> str:
    """Return filings in words: number, unit and month of each."""
    return LISTED.join(FILING_TOLD.format(*each) for each in filings)


def newest_words(filings: Iterable[tuple[int, str, str]], count: int) -> str:
    """Return in words which of several files of a name was used, "" if there is only one."""
    named = filings_words(filings) or NO_FILING
    return NEWEST_TOLD.format(count=count, filings=named) if count > 1 else ""


def row_words(sheet: str, row: int) -> str:
    """Return a row of a file in words; a text file has no sheet name."""
    return f"{sheet}第{row}行"


def note_words(row: ReadRow, note: str) -> str:
    """Return a note on a row in words, with the text of the cell it is about."""
    cell = row.cell_of(note)
    return NOTE_AT.format(note=NOTES[note], cell=cell) if cell else NOTES[note]


IDLE = {
    "visible": "不加也只读这几张工作表",
    "unused": "没有一张表按它认列，这一项已有别的列",
    "one_firm": "表里没有一行写着几列企业",
    "filed": "这份文件在现行的一版里不是这样报的，没有另报",
}
SHEET_TOLD = "工作表“{}”"
_IS_NUMBERED = pattern(TABLE.format(number=r"\d"))
UNIT_SAID = "“{unit}”（{count} 行）"


def place_of(file: str, sheet: str) -> str:
    """Return a sheet of a file in words; a text file has no sheet name."""
    return f"{file} 的{sheet_words(sheet)}" if sheet else f"{file} "


def sheet_words(sheet: str) -> str:
    """Return a table in words: a sheet by its name, a document's table by its number."""
    return sheet if _IS_NUMBERED.match(sheet) else SHEET_TOLD.format(sheet)


# A label and the text of the cell beside it, as one line.
PAIR, COLONS = "{label}：{text}", "：: "
MONTH_LABEL, MONTH_SIGN = "月份", "月"
