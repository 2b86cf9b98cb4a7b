"""Words for the discipline committee alone: sealed to its key from the moment they are entered.

The one way in: whoever has such words hands them to :func:`add`, which looks for the key itself,
so that no caller can forget it. Without a key they are kept plain and shown to no list.
"""

from typing import TYPE_CHECKING

from revisit_cli.pattern import pattern
from revisit_cli.store.file.database import Database, Row
from revisit_cli.store.file.kept_seals import changed_rows
from revisit_cli.store.file.sealing import fingerprint, is_installed, plain_digest, seal
from revisit_cli.store.file.watch import forget_earlier, refuse_changed
from revisit_cli.store.rules.setting import committee_key

if TYPE_CHECKING:
    from revisit_cli.records.discipline.duty import Confidence

_CLOSED = pattern(
    r"sealed:(?P<key>[0-9a-f]{16}):(?P<digest>[0-9a-f]{64}):(?P<text>[A-Za-z0-9+/]+=*)"
)

_ADD = """
insert into confidence (evaluation, finding, recheck_attempt, doubt, is_evidence, words, is_sealed,
    key, digest, at)
values (:evaluation, :finding, :recheck_attempt, :doubt, :is_evidence, :words, :is_sealed,
    :key, :digest, :at)
"""
_PLAIN = "select id, words from confidence where is_sealed = 0 order by id"
_SEAL = """
update confidence set words = :words, is_sealed = 1, key = :key, digest = :digest where id = :id
"""
_ALL = """
select confidence.id, confidence.at,
       coalesce(evaluation.month, finding.month, doubt.month, recheck.month) as month,
       firm.name as firm, unit.name as unit, confidence.words, confidence.is_sealed,
       confidence.digest, confidence.key, confidence.finding, confidence.doubt,
       confidence.recheck_attempt is not null as is_recheck, confidence.evaluation,
       coalesce(confidence.is_evidence, 0) as is_evidence
from confidence
    left join evaluation on evaluation.id = confidence.evaluation
    left join finding on finding.id = confidence.finding
    left join doubt on doubt.id = confidence.doubt
    left join recheck_attempt on recheck_attempt.id = confidence.recheck_attempt
    left join recheck_call on recheck_call.id = recheck_attempt.recheck_call
    left join recheck on recheck.id = recheck_call.recheck
    left join firm on firm.id = coalesce(evaluation.firm, recheck_call.firm)
    left join unit on unit.id = coalesce(evaluation.unit, finding.unit)
where (:month is null
       or coalesce(evaluation.month, finding.month, doubt.month, recheck.month) = :month)
  and evaluation.voided_at is null
order by confidence.id
"""


def _key_to_seal_to(database: Database) -> str | None:
    """Return the committee's public key, held to the log: words sealed to a planted one are told.

    So are words that are kept in plain because the key was taken out. Raises RowNotAsSealed.
    """
    refuse_changed(database.connection, "setting")
    return committee_key(database)


def can_seal(database: Database) -> bool:
    """Whether what is told in confidence is sealed: there is a key, and something to seal with.

    Raises RowNotAsSealed where the key is not the one that the log says was set.
    """
    return _key_to_seal_to(database) is not None and is_installed()


def is_closed(words: str) -> bool:
    """Whether words lie closed already, as :func:`closed` leaves them."""
    return _CLOSED.fullmatch(words) is not None


def add(
    database: Database,
    words: str,
    at: str,
    *,
    evaluation: int | None = None,
    finding: int | None = None,
    recheck_attempt: int | None = None,
    doubt: int | None = None,
    is_evidence: bool = False,
) -> int:
    """Keep words on an evaluation, a finding, a re-checked call or a doubt; return their id.

    ``is_evidence`` marks what a decision on the finding rests on. Where there is nothing to seal
    with they are kept plain, as without a key: nothing that was said is ever refused.
    """
    found = _CLOSED.fullmatch(closed(database, words))
    return database.insert(
        _ADD,
        {
            "evaluation": evaluation,
            "finding": finding,
            "recheck_attempt": recheck_attempt,
            "doubt": doubt,
            "is_evidence": 1 if is_evidence else None,
            "words": words if found is None else found["text"],
            "is_sealed": int(found is not None),
            "key": None if found is None else found["key"],
            "digest": plain_digest(words) if found is None else found["digest"],
            "at": at,
        },
    )


def closed(database: Database, words: str) -> str:
    """Return words as they may lie in a draft until they are put on record: sealed, in one line.

    As they are without a key, with nothing to seal with, and where they are closed already.
    """
    public = _key_to_seal_to(database)
    if public is None or not is_installed() or _CLOSED.fullmatch(words):
        return words
    text, digest = seal(words, public)
    return f"sealed:{fingerprint(public)}:{digest}:{text}"


def seal_earlier(database: Database, public: str) -> int:
    """Seal what was kept in plain so far; return how many words those were.

    The salts of their earlier seals go too: with them, short words could be guessed.
    """
    rows = database.rows(_PLAIN)
    for row in rows:
        text, digest = seal(row["words"], public)
        values = {"id": row["id"], "words": text, "digest": digest, "key": fingerprint(public)}
        database.run(_SEAL, values)
    forget_earlier(database.connection, "confidence", [row["id"] for row in rows])
    return len(rows)


def altered(database: Database) -> frozenset[int | None]:
    """Return the words that are not as the log says they were put on record."""
    return frozenset(row for row, _ in changed_rows(database.connection, "confidence"))


def words_in_confidence(database: Database, month: str | None) -> "tuple[Confidence, ...]":
    """Return what was said in confidence, sealed words as stored."""
    return tuple(_confidence(row) for row in database.rows(_ALL, {"month": month}))


def _confidence(row: Row) -> "Confidence":
    # Of use to the committee alone; status asks of the key.
    from revisit_cli.records.discipline.duty import Confidence

    given = dict(row)
    for name in ("is_sealed", "is_evidence", "is_recheck"):
        given[name] = bool(row[name])
    return Confidence(**given)
