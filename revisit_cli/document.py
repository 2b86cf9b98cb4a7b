"""The policy document, clause by clause and verbatim, and our readings of it.

Source: 信阳市住房和城乡建设局《关于建立涉企服务对象回访工作制度的通知》, its annex and forms.
Texts are the document's own, punctuation included; readings (R1, R2 …) are ours and answer what
the text leaves open. ``@clause`` ties a function to the words it codes, and a test holds that
every quotation is verbatim and every clause is coded or excused with a reason.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeVar

from revisit_cli.readings import READINGS, Reading

Coded = TypeVar("Coded", bound=Callable[..., object])


BUREAU = "市住建局"
OFFICE = "营商办"


class Clause(NamedTuple):
    """One clause: the document's own number and heading, the verbatim text.

    An item without a heading of its own has that of its section; none is ours.
    """

    id: str
    title: str
    text: str


class Form(NamedTuple):
    """One printed form: its number, its title and its headings by part, top to bottom, verbatim."""

    number: int
    title: str
    heads: Mapping[str, str]

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings alone, top to bottom."""
        return tuple(self.heads.values())


CLAUSES: tuple[Clause, ...] = (
    Clause(
        "一",
        "工作目标",
        "全面贯彻落实党的二十大二十届三中全会和上级党委政府系列重大决策精神,以对我局全系统涉企服"
        "务对象开展定期回访工作为抓手,以解决企业实际困难和诉求为核心,不断提升市场主体满意度。",
    ),
    Clause(
        "二(一)",
        "回访对象",
        "依据市住建局“三定方案”中职能配置的规定,我局工作人员在履行职责中所涉及的企业为回访对象。",
    ),
    Clause(
        "二(二)1",
        "服务态度",
        "是否存在“门难进、脸难看、话难听、事难办”以及“脸好看、门好进、事还是难办”等问题。",
    ),
    Clause(
        "二(二)2",
        "服务效率",
        "是否严格落实“一次性告知”、“限时办结”等制度,是否存在互相推诿、敷衍塞责,是否有让涉企服务对"
        "象“两头跑”现象。",
    ),
    Clause(
        "二(二)3",
        "服务规范",
        "是否存在增设行政权力事项等“体外循环 隐性审批”和不按公示流程办事，乱设前置条件和环节等问"
        "题。",
    ),
    Clause(
        "二(二)4",
        "服务纪律",
        "是否存在明示或暗示“吃、拿、卡、要、报”等违反廉政纪律问题。",
    ),
    Clause(
        "二(二)5",
        "服务建议",
        "对住建全系统工作及工作人员需要优化改进的意见与建议。",
    ),
    Clause(
        "三(一)",
        "回访形式",
        "坚持“无事不扰、有求必应、随叫随到”原则，内部监督与外部监督相结合，适时邀请局机关纪委，营"
        "商环境“体验官”和有关行业协会组织参与，保证回访公正公开。采取电话回访、上门回访和座谈回访"
        "等三种形式，以电话回访为主。",
    ),
    Clause(
        "三(一)1",
        "电话回访",
        "每月25日下班前，局属各单位、机关各科室将本周期（上月25日至当月25日期间）涉企服务对象名单"
        "台账报至局营商办，局营商办进行电话回访，回访率应为100%，并填写回访记录表（详见附表1）。",
    ),
    Clause(
        "三(一)2",
        "上门回访",
        "对信阳市重点项目落地企业，原则上由局主要领导牵头，局营商办、所在辖区配合进行回访。上门回"
        "访需由企业负责人（或联络员）在回访记录表（详见附表2）上签字或盖章。",
    ),
    Clause(
        "三(一)3",
        "座谈回访",
        "由局主要领导或分管领导主持，由局机关纪委从局营商办汇总的涉企服务对象名单中随机抽取10~15"
        "家企业召开座谈会，了解服务对象诉求，“面对面”帮助服务对象协调解决实际问题，并征求对我局工"
        "作的意见建议。",
    ),
    Clause(
        "三(二)1",
        "电话回访",
        "次月上旬内完成；",
    ),
    Clause(
        "三(二)2",
        "上门回访",
        "次月20日前完成；",
    ),
    Clause(
        "三(二)3",
        "座谈回访",
        "原则上每半年召开1次，特殊情况随时召开。",
    ),
    Clause(
        "三(三)1",
        "回访原则",
        "对经查实的投诉件、信访件和超期办结、反映难办的服务事项所涉企业进行100%上门回访。",
    ),
    Clause(
        "三(三)2",
        "回访原则",
        "对政务服务做出“差评”的服务对象进行100%上门回访。",
    ),
    Clause(
        "三(三)3",
        "回访原则",
        "对回访工作中发现的问题和收集到的意见建议，进行严格倒查分析并研究解决，根据服务对象需求，"
        "提供合规“体验”服务。",
    ),
    Clause(
        "三(四)1",
        "回访纪律",
        "回访工作人员要坚持不得干扰、阻碍企业正常生产经营秩序的原则，严格执行保密纪律。对因回访工"
        "作人员的过失对受访者造成不良影响的，一经查实，将对有关责任人进行严肃处理。",
    ),
    Clause(
        "三(四)2",
        "回访纪律",
        "各单位、各科室要如实上报规定周期内涉企服务对象名单台账，对有刻意隐瞒、不按时上报行为的，"
        "由机关纪委约谈单位分管负责人或科室承办人；多次违反回访纪律或者私下要求、威胁企业给与“好"
        "评”的，由局党组指定专人约谈局属单位（机关科室）主要负责人；情节特别严重的，依据相关党纪"
        "法规给予相关人员处分。",
    ),
    Clause(
        "四1",
        "加强组织领导",
        "局属各单位、机关各科室要高度重视服务对象回访工作，提高思想认识，加强组织领导，成立回访工"
        "作组。",
    ),
    Clause(
        "四2",
        "抓好统筹结合",
        "将回访工作与服务企业、规范检查、信息公示等相结合，把回访工作成果转化为推进企业发展、优化"
        "营商环境的新思路、新方法、新路径。",
    ),
    Clause(
        "四3",
        "完善工作台账",
        "回访人员须做好回访登记工作，建档备案，做到“每月一统计、每月一清零”。",
    ),
    Clause(
        "四4",
        "建立问题解决机制",
        "由局分管领导牵头，根据企业提出的问题组建处理问题专班，企业反馈的问题应在回访后5个工作日"
        "内作出处理或答复。对于属于我局职责范围内的问题，应当立行立改；对于不属于我局职责范围内的"
        "问题，移交相关部门处理。",
    ),
    Clause("附表1", "电话回访工作记录表", "电话回访工作记录表"),
    Clause("附表2", "上门回访工作记录表", "上门回访工作记录表"),
    Clause("附表3", "涉企服务主体统计表", "市住建局 月份涉企服务主体统计表"),
)

FORM_1 = Form(
    1,
    "电话回访工作记录表",
    {
        "about": "被访人基本信息",
        "person": "姓 名",
        "phone": "电 话",
        "firm": "企业名称",
        "content": "电 话 回 访 内 容",
        "attitude": "涉企工作人员服务态度如何",
        "one_time_notice": "办件是否执行了一次性告知制度",
        "days": "您所办理的事项在几天办结",
        "extra_trips": "是否存在让办事群众“多头跑”办理",
        "integrity": "工作人员是否存在吃、拿、卡、要等不廉洁行为",
        "overall": "总体评价",
        "satisfied": "①满意",
        "dissatisfied": "②不满意",
        "suggestion": "改进意见及建议",
        "difficulty": "企业发展存在的困难问题",
        "recorder": "回访人记录人：",
        "time": "回访时间：",
    },
)
FORM_2 = Form(
    2,
    "上门回访工作记录表",
    {
        "about": "被访人基本信息",
        "person": "姓 名",
        "phone": "电",
        "firm": "企业名称",
        "content": "上 门 回 访 内 容",
        "attitude": "涉企工作人员服务态度如何",
        "one_time_notice": "办件是否执行了一次性告知制度",
        "days": "您所办理的事项在几天办结",
        "extra_trips": "是否存在让办事群众“多头跑”办理",
        "integrity": "工作人员是否存在吃、拿、卡、要等不廉洁行为",
        "overall": "总体评价",
        "satisfied": "①满意",
        "dissatisfied": "②不满意",
        "suggestion": "改进意见及建议",
        "difficulty": "企业发展存在的困难问题",
        "lead": "带队领导（签名）：",
        "signer": "企业负责人或联络员（签名）：",
        "recorder": "回访记录人：",
        "time": "回访时间：",
    },
)
FORM_3 = Form(
    3,
    "市住建局 月份涉企服务主体统计表",
    {
        "serial": "序号",
        "unit": "单位",
        "officer": "姓名",
        "date": "时间",
        "place": "地点",
        "matter": "涉企事宜",
        "completion": "工作完成情况",
        "firm": "服务对象(企业)",
        "contact": "企业联系人",
        "phone": "企业联系人电话号码",
        "remark": "备注",
        "made_by": "制表:",
        "made_on": "时间:",
        "note": "说明",
    },
)

# The columns of 附表3's table; the other parts stand above and below it.
LEDGER_COLUMNS = FORM_3.headings[:11]

# Clauses that no function codes: those that no software can do, and those still to be built.
# The list is the plan: it only ever shrinks.
EXCUSED: dict[str, str] = {
    "一": "目标性要求，由整套制度体现，不对应某一项操作。",
    "四1": "成立回访工作组是组织工作，软件无从代办。",
    "四2": "与其他工作统筹结合是工作方法，软件无从代办。",
}

_CLAUSE_BY_ID = {clause.id: clause for clause in CLAUSES}
_READING_BY_ID = {reading.id: reading for reading in READINGS}


def find_clause(clause_id: str) -> Clause | None:
    """Return the clause with the document's own number, such as ``三(一)1``, or None."""
    return _CLAUSE_BY_ID.get(clause_id)


def find_reading(reading_id: str) -> Reading | None:
    """Return the reading with that number, such as ``R1``, or None."""
    return _READING_BY_ID.get(reading_id)


def readings_of(clause_id: str) -> tuple[Reading, ...]:
    """Return every reading that answers an open question of the clause."""
    return tuple(reading for reading in READINGS if clause_id in reading.clauses)


def clause(*ids: str) -> Callable[[Coded], Coded]:
    """Mark a function as the code of these clauses or readings.

    Raises LookupError at import when an id is neither a clause nor a reading, so that a citation
    can never point nowhere.
    """
    unknown = [i for i in ids if i not in _CLAUSE_BY_ID and i not in _READING_BY_ID]
    if unknown:
        raise LookupError(unknown)

    def mark(function: Coded) -> Coded:
        function.__clauses__ = ids  # type: ignore[attr-defined]
        return function

    return mark


def clauses_of(function: Callable[..., object]) -> tuple[str, ...]:
    """Return the ids that ``@clause`` put on a function, or an empty tuple."""
    ids: tuple[str, ...] = getattr(function, "__clauses__", ())
    return ids
