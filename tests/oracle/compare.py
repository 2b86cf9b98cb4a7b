"""What a report says beside what the book comes to: every figure, one by one."""

from collections import Counter
from typing import Any


class Differs(AssertionError):
    """The program and the model disagree: where, what it said, what the book says."""


class Comparison:
    """A count of comparisons, and all differences by their place."""

    def __init__(self) -> None:
        self.count = 0
        self.differences: list[str] = []

    def hold(self, place: str, told: Any, expected: Any) -> None:
        """Compare a part of a report; a dict of the book's names what to look at."""
        if isinstance(expected, dict) and isinstance(told, dict):
            for key, value in expected.items():
                self.hold(f"{place}.{key}", told.get(key, "nothing"), value)
            return
        self.count += 1
        if told != expected:
            self.differences.append(f"{place}: told {told!r}, is {expected!r}")


def keyed(told: dict[str, Any]) -> dict[str, Any]:
    """A month's report with its lists told by name, as the book tells them."""
    found = dict(told)
    found["units"] = {each["unit"]: each for each in told["units"]}
    found["not_done"] = sorted(each["firm"] for each in told["not_done"])
    found["unevaluated"] = sorted(
        (each["firm"], each["unit"], each["reason"]) for each in told["unevaluated"]
    )
    found["not_served"] = sorted((each["firm"], each["unit"]) for each in told["not_served"])
    found["late_calls"] = sorted(told["late_calls"], key=lambda each: str(each["firm"]))
    found["later_rechecks"] = {each["month"]: each for each in told["later_rechecks"]}
    found["hidden_approval"] = {
        **told["hidden_approval"],
        "units": {each["unit"]: each for each in told["hidden_approval"]["units"]},
    }
    taken_back = told["log"].get("retractions", ())
    found["retractions"] = dict(Counter(each["kind"] for each in taken_back))
    found["questions"] = by_code(told["questions"])
    return found


def by_code(questions: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        each["code"]: {**each, "units": {unit["unit"]: unit for unit in each["units"]}}
        for each in questions
    }
