"""Where each number of a half-year's words leads."""

import pytest

from revisit_cli.labels.reports import half_words
from revisit_cli.labels.reports.half_words import linked
from revisit_cli.records.reports.front import Paragraph

SENTENCES = {
    "本半年应回访企业252户次，为不同的企业42家，涉及涉企事项282件。": (
        ("252户次", "firms"), ("42家", "distinct_firms"), ("282件", "services"),
    ),
    "截至11月30日，已拨打251户次，覆盖率99.6%；有效回访242户次，有效回访率96.0%。": (
        ("251户次", "coverage"), ("99.6%", "coverage"),
        ("242户次", "effective_rate"), ("96.0%", "effective_rate"),
    ),
    "作出总体评价的9户次中，满意7户次，不满意2户次，满意率77.8%。": (
        ("9户次", "satisfaction"), ("7户次", "satisfaction"), ("2户次", "answers.dissatisfied"),
        ("77.8%", "satisfaction"),
    ),
    "作出总体评价的9户次均满意。": (("9户次", "satisfaction"),),
    "应报台账25份，按时报送24份。": (("25份", "filings"), ("24份", "filings")),
    "应回访企业增加3户次。": (("3户次", "firms"),),
    "应回访企业减少4户次。": (("4户次", "firms"),),
    "满意率上升2.0个百分点，问题按期办结率上升10.5个百分点；覆盖率下降0.4个百分点。": (
        ("2.0个百分点", "#six-satisfaction"), ("10.5个百分点", "#six-problems"),
        ("0.4个百分点", "#six-coverage"),
    ),
    "收到问题36件，按期处理或答复4件、延期内3件、超期26件、未到期6件。": (
        ("36件", "problems.raised"), ("4件", "problems_in_time"), ("3件", "problems.extended"),
        ("26件", "problems.late"), ("6件", "problems.not_due"),
    ),
    "应上门6户次，已上门5户次，其中拒签1户次。": (
        ("6户次", "visits.flagged"), ("5户次", "visits.done"),
        ("1户次", "visits.refused_signature"),
    ),
    "上一半年结转来回访2户次、上门3户次、问题4件，其中办结回访1户次、上门2户次、问题3件。"
    "转入下一半年回访5户次、上门6户次、问题7件。": (
        ("2户次", "carried_in.calls"), ("3户次", "carried_in.visits"),
        ("4件", "carried_in.problems"), ("1户次", "carried_in.calls"),
        ("2户次", "carried_in.visits"), ("3件", "carried_in.problems"),
        ("5户次", "carried_out.calls"), ("6户次", "carried_out.visits"),
        ("7件", "carried_out.problems"),
    ),
    "召开座谈1次，到会企业12家。": (("1次", "symposium"), ("12家", "present")),
    "座谈迟开，召开2次，到会企业9家。": (("2次", "symposium"), ("9家", "present")),
}  # fmt: skip


@pytest.mark.clause("四3", "R22")
@pytest.mark.parametrize("sentence", SENTENCES)
def test_each_number_leads_to_what_its_words_say(sentence: str) -> None:
    runs = linked(Paragraph("一", sentence), lambda key: key).runs
    assert "".join(run.text for run in runs) == sentence
    assert tuple((run.text, run.href) for run in runs if run.href) == SENTENCES[sentence]


def test_every_place_that_words_can_lead_to_is_tried() -> None:
    tried = {place for told in SENTENCES.values() for _, place in told if place[0] != "#"}
    assert tried == {key for _, key in half_words.LEADS}
