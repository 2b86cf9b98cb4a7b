"""Looking at settings and changing one."""

from revisit_cli.labels.rules.setting import value_word
from revisit_cli.operations.act import Act, writing
from revisit_cli.operations.reading import reading, rules_of, settings_of
from revisit_cli.policy.rules import setting as policy
from revisit_cli.records.context import Context
from revisit_cli.records.rules.setting import SettingChanged, Settings, SettingsListed
from revisit_cli.rulebook.periods import first_day
from revisit_cli.store.correction import closed_months
from revisit_cli.store.rules import setting as store


def list_settings(context: Context) -> SettingsListed:
    """Return every setting with its value now and default, and the rules dated by month."""
    with reading(context, needs_file=False) as database:
        rules = rules_of(database)
        settings = settings_of(database)
        return policy.listed(settings, rules, rules.month_at_hand(context.today))


def settings_now(context: Context) -> Settings:
    """Return the settings that hold at once."""
    with reading(context, needs_file=False) as database:
        return settings_of(database)


def set_setting(context: Context, name: str, text: str, since: str | None = None) -> SettingChanged:
    """Give one setting a new value, a rule from a month on.

    Due days on record of months that have begun move with it. Raises SettingUnknown,
    SettingUnreadable, SettingNotDated, MonthUnreadable or RulesOfClearedMonth.
    """
    value = policy.parse_value(name, text)
    with writing(context, founds=True) as act:
        rules = act.rules
        month = policy.month_from(name, since, rules, context.today)
        if month is not None:
            policy.check_not_cleared(name, month, closed_months(act.database))
        numbers = rules.numbers if month is None else rules.of(month)
        old = policy.value_of(name, settings_of(act.database), numbers)
        store.put(act.database, name, value_word(value), month)
        if month is not None:
            _change_rules(act, name, value, month)
        return act.tell(SettingChanged(name, value_word(old), value_word(value), month))


def _change_rules(act: Act, name: str, value: policy.Value, since: str) -> None:
    rules = rules_of(act.database)
    policy.check_draws(name, value, since, rules)
    for month in store.months_with_due_days(act.database):
        if first_day(month) >= first_day(since):
            cycle = rules.period(month)
            calls, visits = cycle.calls_due_on.isoformat(), cycle.visits_due_on.isoformat()
            store.set_due_days(act.database, month, calls, visits)
