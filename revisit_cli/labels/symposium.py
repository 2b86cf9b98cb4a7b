"""Words of the symposium."""

ROLES = {"chief": "局主要领导", "deputy": "局分管领导"}
ROLE_WORDS = {
    "chief": ("主要领导", "局主要领导", "局长"),
    "deputy": ("分管领导", "局分管领导", "副局长"),
}
ALL = ("全部", "all")
NOTES = {
    "not_drawn": "没有抽取记录：制度规定由机关纪委随机抽取",
    "below_ten": "到会企业不足10家",
    "above_fifteen": "到会企业超过15家",
    "uninvited": "有到会企业不在受邀之列",
    "unaccounted": "有受邀企业未写到会或缺席",
}
EXTRA = "（加开）"
