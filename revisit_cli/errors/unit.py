"""Refusals about units."""

from revisit_cli.errors import Forbidden, InputRefused


class UnitExists(Forbidden):
    """A unit has that name already."""

    sentence = "“{unit}”已经在名单上，未作改动。运行 revisit units list 查看。"


class RosterUnreadable(InputRefused):
    """No sheet has a roster's headings."""

    sentence = (
        "{file} 里没有找到名册：需要“单位名称”一列，可另有“类别、主要负责人、分管负责人、简称”。"
    )
