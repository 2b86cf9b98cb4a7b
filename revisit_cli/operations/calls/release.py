"""Giving back many claims at once: a clerk who left, a sheet that was lost, leases run out."""

from revisit_cli.errors.calls.sheet import NobodysClaims
from revisit_cli.operations.act import writing
from revisit_cli.records.calls.release import ClaimsReleased
from revisit_cli.records.context import Context
from revisit_cli.store.calls import claim as lease_store
from revisit_cli.store.calls import release as store


def release_clerk(context: Context, clerk: str) -> ClaimsReleased:
    """Give back every call that a clerk holds, at the desk and in packets. Raises NobodysClaims."""
    with writing(context) as act:
        calls = store.of_clerk(act.database, clerk)
        if not calls:
            raise NobodysClaims(clerk=clerk)
        on_sheets = store.on_sheets(act.database, clerk)
        for call in calls:
            lease_store.release(act.database, call)
        return act.tell(ClaimsReleased(clerk, tuple(calls), on_sheets))


def release_expired(context: Context) -> ClaimsReleased:
    """Give back the calls whose claim has run out; those in packets stay with their clerks."""
    with writing(context) as act:
        calls = store.expired(act.database, context.at)
        for call in calls:
            lease_store.release(act.database, call)
        outcome = ClaimsReleased(None, tuple(calls), 0)
        if not calls:
            act.leave()
            return outcome
        return act.tell(outcome)
