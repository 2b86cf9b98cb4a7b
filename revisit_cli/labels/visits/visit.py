"""Words of a visit: states, signatures, remarks."""

from revisit_cli.records.code import ChairRole, Signature, VisitNote, VisitState

STATES: dict[VisitState, str] = {"to_do": "待上门", "unsigned": "未签字", "done": "已完成"}
SIGNATURES: dict[Signature, str] = {"signed": "签字", "sealed": "盖章", "refused": "拒签"}
SIGNATURE_WORDS: dict[Signature, tuple[str, ...]] = {
    "signed": ("签字", "签名"),
    "sealed": ("盖章",),
    "refused": ("拒签", "拒绝签字"),
}
NOTES: dict[VisitNote, str] = {
    "chief_absent": "重点项目企业，主要领导未带队",
    "lead_needed": "重点项目企业，没有领导带队，不算完成",
    "lead_missing": "未写带队领导",
    "unsigned": "企业未签字或盖章，不算完成",
    "signature_refused": "企业拒签，已注明理由和在场见证人：上门算完成，签章不算",
    "visited_late": "过了{due_on.day}日才上门",
}
REFUSAL = "拒签：{reason}　在场见证：{witnesses}"
ROLE_WORDS: dict[ChairRole, tuple[str, ...]] = {
    "chief": ("主要领导", "局主要领导", "局长"),
    "deputy": ("分管领导", "局分管领导", "副局长"),
}
LED_BY = "主要领导、分管领导、别人"
CHIEF = {"yes": (*ROLE_WORDS["chief"], "是"), "no": (*ROLE_WORDS["deputy"], "别人", "否")}
