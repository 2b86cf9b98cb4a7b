"""The outcomes of a call and what each means: its AAPOR class, its rest, what a record needs."""

from collections.abc import Mapping

from revisit_cli.document import clause
from revisit_cli.records.code import AaporClass, BadNumber, CallbackParty, CallOutcome
from revisit_cli.records.value import Value


class Outcome(Value):
    """What an outcome means: its AAPOR class, whether it is final, which rest comes after it.

    ``needs`` are the fields that a record of it cannot do without: columns of a table too.
    """

    aapor: AaporClass
    is_final: bool
    rest: str = ""
    needs: tuple[str, ...] = ()
    spoils_number: BadNumber | None = None


# Stands for whatever question the form asks on the whole.
OVERALL = "overall"
# The outcomes in which the firm answered something.
ANSWERED: tuple[CallOutcome, ...] = ("completed", "partial")
# Classes by AAPOR's Standard Definitions: I P R NC O UO NE.
TABLE: Mapping[CallOutcome, Outcome] = {
    "completed": Outcome("I", is_final=True, needs=(OVERALL,)),
    "partial": Outcome("P", is_final=True),
    "refused_soft": Outcome("R", is_final=False, rest="soft"),
    "refused_hard": Outcome("R", is_final=True, needs=("words",)),
    "appointment": Outcome("NC", is_final=False, rest="callback", needs=("callback",)),
    "no_answer": Outcome("NC", is_final=False, rest="other_half"),
    "busy": Outcome("NC", is_final=False, rest="busy"),
    "left_message": Outcome("NC", is_final=False, rest="other_half"),
    "broken_off": Outcome("O", is_final=False, rest="other_half"),
    "contact_left": Outcome("O", is_final=False, rest="number", spoils_number="left"),
    "wrong_number": Outcome("UO", is_final=False, rest="number", spoils_number="wrong"),
    "dead_number": Outcome("UO", is_final=False, rest="number", spoils_number="dead"),
    "denies_service": Outcome("O", is_final=True),
    "firm_gone": Outcome("NE", is_final=True, needs=("evidence", "second_person")),
    "exhausted": Outcome("NC", is_final=True),
}


@clause("R12")
def aapor_of(outcome: CallOutcome, party: CallbackParty | None = None) -> AaporClass:
    """Return an attempt's class; what was agreed on with the firm itself was a contact with it.

    「与企业的人约定再拨的，算联系上」; ``party`` None is not known, and no contact.
    """
    return "O" if outcome == "appointment" and party == "firm" else TABLE[outcome].aapor


def reaches(outcome: CallOutcome, party: CallbackParty | None = None) -> bool:
    """Whether an outcome says that the number rung is the firm's own: it was spoken to there."""
    is_reached = aapor_of(outcome, party) in ("I", "P", "R", "O")
    return is_reached and TABLE[outcome].spoils_number is None
