"""The list of firms invited to a symposium, shown or written to telephone from and to sign."""

from pathlib import Path

from revisit_cli.files.draws import invitation as files
from revisit_cli.files.workbooks.target import check_target
from revisit_cli.labels.firms.masking import masked
from revisit_cli.operations.draws import sample
from revisit_cli.operations.firms.phone import note_phones_shown
from revisit_cli.operations.reading import reading, settings_of
from revisit_cli.policy.days.words import moment_given
from revisit_cli.policy.draws.sample import standing_invitations
from revisit_cli.policy.draws.symposium import check_invited_to
from revisit_cli.records.context import Context
from revisit_cli.records.draws.invitation import InvitationsListed, Invited
from revisit_cli.records.draws.sample import RankedFirm
from revisit_cli.store.file.database import Database
from revisit_cli.store.firms import firm as firm_store
from revisit_cli.store.visits import visit as visit_store


def invite(
    context: Context,
    draw: int | None,
    *,
    at: str | None,
    place: str | None,
    path: Path | None,
    shows_phones: bool,
    force: bool,
) -> InvitationsListed:
    """Return who stands invited by a draw, by default the newest; write the list where asked.

    Numbers are masked unless asked for, which the log is told first.
    Raises DrawUnknown, NothingDrawn, MomentUnreadable, InvitedToThePast, TargetKindUnknown,
    TargetExists or TargetNotWritable.
    """
    held_at = None if at is None else moment_given(at, context.now, "future")
    check_invited_to(held_at, context.now)
    if path is not None:
        check_target(path, (".xlsx",), force=force)
    with reading(context) as database:
        drawn = sample.drawn(database, draw)
        bureau = settings_of(database).bureau
        invited = tuple(
            _invited(database, each, shows_phones=shows_phones)
            for each in standing_invitations(drawn.ranks)
        )
    reserves = sum(each.invited_at is None for each in drawn.ranks)
    listed = InvitationsListed(
        drawn.draw, held_at, place, invited, reserves, None if path is None else str(path)
    )
    if shows_phones and invited:
        note_phones_shown(context, "symposium invite", (each.firm for each in invited))
    if path is not None:
        files.write(path, listed, drawn.frozen.scope, bureau, has_numbers=shows_phones)
    return listed


def _invited(database: Database, ranked: RankedFirm, *, shows_phones: bool) -> Invited:
    # A firm drawn before it was merged is reached as the firm it now counts as.
    (root,) = firm_store.roots(database, [ranked.firm])
    person, phone = visit_store.contact(database, root)
    return Invited(
        rank=ranked.rank.rank,
        firm=ranked.firm,
        name=ranked.rank.label,
        person=person,
        phone=phone if shows_phones else masked(phone),
        invited_at=ranked.invited_at or "",
        is_reserve=not ranked.rank.is_selected,
    )
