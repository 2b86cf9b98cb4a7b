"""Words of units and of rosters."""

KINDS = {"bureau_unit": "局属单位", "office": "机关科室", "unknown": "未定"}
ROSTER_HEADINGS = {
    "name": ("单位名称", "单位", "科室", "科室名称", "单位科室", "名称", "部门"),
    "kind": ("类别", "类型", "单位类别", "性质"),
    "leader": ("主要负责人", "负责人", "单位负责人", "科长"),
    "deputy": ("分管负责人", "分管领导", "副职"),
    "contact": ("联系人", "联络员", "承办人", "科室承办人"),
    "aliases": ("简称", "别名", "其他名称", "曾用名"),
}
ALIAS_SEPARATORS = "、,，;；/\n"
OFFICE_ENDINGS = ("科", "室", "党委", "纪委", "办")
