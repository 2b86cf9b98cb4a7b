"""Looking at settings and changing one."""

from revisit_cli.operations.act import reading, writing
from revisit_cli.policy.rules import setting as policy
from revisit_cli.records.context import Context
from revisit_cli.records.rules.setting import SettingChanged, SettingsListed
from revisit_cli.store.rules import setting as store


def list_settings(context: Context) -> SettingsListed:
    """Return every setting with its value and default."""
    with reading(context) as database:
        stored = store.load(database)
        return policy.listed(policy.settings_of(stored), policy.rules_of(stored))


def set_setting(context: Context, name: str, text: str) -> SettingChanged:
    """Give one setting a new value. Raises SettingUnknown or SettingUnreadable."""
    value = policy.parse_value(name, text)
    with writing(context) as act:
        stored = store.load(act.database)
        old = policy.value_of(name, policy.settings_of(stored), policy.rules_of(stored))
        store.put(act.database, name, policy.written(value))
        return act.tell(SettingChanged(name, policy.written(old), policy.written(value)))
