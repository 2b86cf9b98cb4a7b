"""What a column of a packet or file may be headed with: every word of every question."""

from revisit_cli.labels.calls.entry import headings
from revisit_cli.rulebook.loader import form


def test_every_name_of_every_question_heads_its_column() -> None:
    found = headings()
    for each in form().questions:
        assert {each.code, each.label, *each.names, *each.columns} <= set(found[each.code])
    for each in form().of_units:
        if each.words_field:
            assert set(each.words_columns) <= set(found[each.words_field])
