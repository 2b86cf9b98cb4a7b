"""Where a month stands: every duty, its due day, done of how many, and the next step."""

from dataclasses import dataclass

from revisit_cli.records.outcome import Json


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty of the document; ``next_command`` is what to type, "" when nothing is left."""

    clause: str
    what: str
    due: str | None
    done: int
    of: int
    is_late: bool
    next_command: str
    workdays_left: int | None = None

    def as_json(self) -> dict[str, Json]:
        """``{"clause","what","due","done","of","late","next","workdays_left"}``."""
        return {
            "clause": self.clause,
            "what": self.what,
            "due": self.due,
            "done": self.done,
            "of": self.of,
            "late": self.is_late,
            "next": self.next_command or None,
            "workdays_left": self.workdays_left,
        }


@dataclass(frozen=True, slots=True)
class Count:
    """How many are done of how many."""

    done: int
    of: int


@dataclass(frozen=True, slots=True)
class StatusFacts:
    """Counts of one month, as the store has them.

    What was carried into the month counts here, what was carried out of it no more.
    """

    ledgers: Count = Count(0, 0)
    calls: Count = Count(0, 0)
    is_locked: bool = False
    visits: Count = Count(0, 0)
    key_projects: Count = Count(0, 0)
    must_visits: Count = Count(0, 0)
    bad_reviews: Count = Count(0, 0)
    problems: Count = Count(0, 0)
    first_problem_due: str | None = None
    causes: Count = Count(0, 0)
    findings: Count = Count(0, 0)
    symposia: int = 0
    drawn: int = 0
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class Appointment:
    """A call promised for a moment."""

    call: int
    firm: str
    at: str

    def as_json(self) -> dict[str, Json]:
        """``{"call","firm","at"}``."""
        return {"call": self.call, "firm": self.firm, "at": self.at}


@dataclass(frozen=True, slots=True)
class DueProblem:
    """A problem whose day is near or past."""

    problem: int
    firm: str | None
    due: str

    def as_json(self) -> dict[str, Json]:
        """``{"problem","firm","due"}``."""
        return {"problem": self.problem, "firm": self.firm, "due": self.due}


@dataclass(frozen=True, slots=True)
class Unproposed:
    """How many of a month's ledgers are late, or missing so far, without a suspicion on record."""

    late: int
    missing: int


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """What earlier months left undone: the earliest of them, and how many things in all."""

    month: str
    count: int

    def as_json(self) -> dict[str, Json]:
        """``{"month","count"}``."""
        return {"month": self.month, "count": self.count}


@dataclass(frozen=True, slots=True)
class Agenda:
    """What today asks for, whatever the month: appointments, broken ones, problems, and so on.

    ``visits_left`` and ``causes_left``: visits not made, and problems answered but not yet closed,
    that stand in months before the one shown. ``held``: rows of the month's ledgers that wait to
    be put right. ``to_propose``: its ledgers, late or missing, over which no suspicion stands yet.
    ``has_seal_key``: words in confidence are sealed to the discipline committee's key.
    """

    appointments: tuple[Appointment, ...] = ()
    broken: tuple[Appointment, ...] = ()
    returned: int = 0
    problems: tuple[DueProblem, ...] = ()
    suspicions: int = 0
    visits_left: LeftBehind | None = None
    causes_left: LeftBehind | None = None
    held: int = 0
    to_propose: int = 0
    has_seal_key: bool = False

    def as_json(self) -> dict[str, Json]:
        """Lists and counts, and whether the committee's key is set: ``"seal_key"``."""
        return {
            "appointments": [each.as_json() for each in self.appointments],
            "broken": [each.as_json() for each in self.broken],
            "returned": self.returned,
            "problems": [each.as_json() for each in self.problems],
            "suspicions": self.suspicions,
            "visits_left": None if self.visits_left is None else self.visits_left.as_json(),
            "causes_left": None if self.causes_left is None else self.causes_left.as_json(),
            "held": self.held,
            "to_propose": self.to_propose,
            "seal_key": self.has_seal_key,
        }


@dataclass(frozen=True, slots=True)
class StatusShown:
    """A month's duties in the document's order, today's agenda, and how far holidays are known.

    ``holidays_end_on`` is the day from which a clock can no longer be counted, None while that
    is far off; ``answer_workdays`` is how many of them a problem may take.
    """

    month: str
    today: str
    duties: tuple[Duty, ...]
    known_until: int | None
    agenda: Agenda = Agenda()
    holidays_end_on: str | None = None
    answer_workdays: int = 0

    def as_json(self) -> dict[str, Json]:
        """``{"month","duties":[…]}``, ``known_until``, ``holidays_end`` and ``today``."""
        return {
            "month": self.month,
            "duties": [each.as_json() for each in self.duties],
            "known_until": self.known_until,
            "holidays_end": self.holidays_end_on,
            "today": {"date": self.today, **self.agenda.as_json()},
        }


@dataclass(frozen=True, slots=True)
class HalfShown:
    """A half-year's months, each with its duties, and the half-year's own."""

    half: str
    months: tuple[tuple[str, tuple[Duty, ...]], ...]
    symposium: Duty

    def as_json(self) -> dict[str, Json]:
        """``{"half","months":[{"month","duties":[…]}],"symposium":{…}}``."""
        return {
            "half": self.half,
            "months": [
                {"month": month, "duties": [each.as_json() for each in duties]}
                for month, duties in self.months
            ],
            "symposium": self.symposium.as_json(),
        }
