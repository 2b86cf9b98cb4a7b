"""Immutable values that cost little to define, and that declare on their fields what they tell.

A value is a tuple with names. Its class is made without generated code, for about a fiftieth of
what a frozen dataclass costs; a command makes dozens of classes before it does anything.

What ``--json`` prints and what the log keeps is derived from the fields. Without a declaration a
field is told under its own name, ``is_late`` as ``late``, and is not logged. Days and moments are
told in ISO, values by what they tell themselves, tuples as lists.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, time
from functools import cache
from itertools import islice
from operator import itemgetter
from typing import (
    TYPE_CHECKING,
    Any,
    Generic,
    NamedTuple,
    TypeAlias,
    TypeVar,
    dataclass_transform,
    get_args,
    get_type_hints,
    overload,
)

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
V = TypeVar("V", bound="Value")
T = TypeVar("T")

_NONE_GIVEN: Any = object()


class Declaration(NamedTuple):
    """What a field or a computed key tells, and how.

    ``tells`` and ``logs`` are keys with a space between: ``late`` tells the field itself under
    that key, ``rows.held`` under a key of an object; ``firm=firm_name`` tells an attribute of it,
    ``.state`` one under its own name, ``of=len()`` how many it holds; ``*`` all that the value
    itself tells. A path such as ``entry.lead`` goes on, and through a tuple into each.
    ``pairs``: a tuple of pairs is told as one object; ``columns``: a tuple of tuples as objects
    with these keys. ``rows``: this is the list that --nl, --sort and --limit mean. ``after`` is
    the key behind which it is told, where that is not its turn; "" is the head.
    """

    tells: str | None = None
    logs: str | bool = False
    pairs: bool = False
    columns: str = ""
    rows: bool = False
    after: str | None = None
    private: bool = False
    default: Any = _NONE_GIVEN
    factory: Callable[[], Any] | None = None

    def made(self) -> Any:
        """Return the field's default."""
        return self.default if self.factory is None else self.factory()


def field(
    tells: str | None = None,
    *,
    logs: str | bool = False,
    pairs: bool = False,
    columns: str = "",
    rows: bool = False,
    after: str | None = None,
    private: bool = False,
    default: Any = _NONE_GIVEN,
    factory: Callable[[], Any] | None = None,
) -> Any:
    """Declare a field: see :class:`Declaration`; ``private`` keeps personal data from the repr."""
    return Declaration(tells, logs, pairs, columns, rows, after, private, default, factory)


class Computed(Generic[T]):
    """A key that no field holds: a property that is told."""

    def __init__(self, get: Callable[[Any], T], told: Declaration) -> None:
        self.get, self.told = get, told
        self.__doc__ = get.__doc__

    @overload
    def __get__(self, value: None, owner: type) -> "Computed[T]": ...
    @overload
    def __get__(self, value: object, owner: type) -> T: ...
    def __get__(self, value: object | None, owner: type) -> "Computed[T] | T":
        return self if value is None else self.get(value)


def computed(
    tells: str | None = None,
    *,
    logs: str | bool = False,
    pairs: bool = False,
    columns: str = "",
    rows: bool = False,
    after: str | None = None,
) -> Callable[[Callable[[Any], T]], Computed[T]]:
    """Declare a property that is told like a field, behind all fields unless ``after`` says."""
    told = Declaration(tells, logs, pairs, columns, rows, after)
    return lambda get: Computed(get, told)


if TYPE_CHECKING:
    # Nobody need know that a value can be counted and unpacked.
    _Storage = object
else:
    _Storage = tuple

_PLAIN = Declaration()
_PREFIXES = ("is_", "has_")
_LENGTH = "len()"
_places: list[property] = []


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class Value(_Storage):
    """The base of every value; its annotated names are its fields.

    A class with a key that is to be told after one that nobody tells is refused: TypeError.
    """

    _declared: Mapping[str, Declaration] = {}
    _defaults: Mapping[str, Any] = {}

    def __init_subclass__(cls) -> None:
        fields, defaults = dict(cls._declared), dict(cls._defaults)
        for name in cls.__annotations__:
            given = cls.__dict__.get(name, _NONE_GIVEN)
            is_declared = isinstance(given, Declaration)
            setattr(cls, name, _place(len(fields)))
            fields[name] = given if is_declared else _PLAIN
            if is_declared and given.factory is None:
                given = given.default
            if given is not _NONE_GIVEN:
                defaults[name] = given
        cls._declared, cls._defaults = fields, defaults
        own = [each.told for each in vars(cls).values() if isinstance(each, Computed)]
        if any(told.after for told in (*fields.values(), *own)):
            _in_turn(cls)

    if not TYPE_CHECKING:

        def __new__(cls, *given, **named):
            """Make a value of its fields, by place and by name."""
            if named or len(given) != len(cls._declared):
                given = _completed(cls, given, named)
            return tuple.__new__(cls, given)

        def __getnewargs__(self):
            return tuple(self)

        def __eq__(self, other):
            return type(self) is type(other) and tuple.__eq__(self, other)

        def __ne__(self, other):
            return type(self) is not type(other) or tuple.__ne__(self, other)

        __hash__ = tuple.__hash__

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(name)

    def __repr__(self) -> str:
        shown = (name for name, told in self._declared.items() if not told.private)
        texts = (f"{name}={getattr(self, name)!r}" for name in shown)
        return f"{type(self).__name__}({', '.join(texts)})"

    def as_json(self) -> dict[str, Json]:
        """What ``--json`` prints: keys that programs rely on, days in ISO, null for absent."""
        return told_by(self)


def replace(value: V, **changed: Any) -> V:
    """Return a value with other fields than the given one's."""
    kind: Any = type(value)
    held: Any = value
    fields, names = list(held), list(kind._declared)
    for name, each in changed.items():
        if name not in names:
            raise TypeError(kind.__name__, name)
        fields[names.index(name)] = each
    made: V = kind(*fields)
    return made


def values_of(kind: type[V], rows: Iterable[Any]) -> Iterator[V]:
    """Yield a value of each row, whose columns are all its fields in their order.

    Raises TypeError where a row has more or fewer.
    """
    made: Any = kind
    width = len(kind._declared)
    for row in rows:
        if len(row) != width:
            raise TypeError(kind.__name__, len(row))
        yield tuple.__new__(made, row)


def changed(
    kind: type[V], values: Iterable[V], name: str, change: Callable[[Any], Any]
) -> Iterator[V]:
    """Yield values of one class with one field made of what it was: :func:`replace` for many."""
    held: Any
    place = list(kind._declared).index(name)
    for held in values:
        fields = list(held)
        fields[place] = change(fields[place])
        yield from values_of(kind, (fields,))


def as_dict(value: Value) -> dict[str, Any]:
    """Return a value's fields by name, as they are."""
    return {name: getattr(value, name) for name in value._declared}


def told_by(value: Value, *, to_log: bool = False) -> dict[str, Json]:
    """Return what a value's fields declare that they tell, to a program or to the log."""
    found: dict[str, Any] = {}
    kind: Any = type(value)
    for key, name, path, told in _keys(kind, to_log):
        held = _at(getattr(value, name), path)
        *above, last = key.split(".")
        place, new = found, _json(held, told)
        for each in above:
            place = place.setdefault(each, {})
        if last != "*":
            place[last] = new
        elif isinstance(new, dict):
            place |= new
    return found


def list_of(kind: type[Value]) -> tuple[str, tuple[str, ...]] | None:
    """Return the key of the list that --nl, --sort and --limit mean, and its rows' keys."""
    for name, told in _all_told(kind).items():
        if told.rows:
            (key, _), *_ = _tokens(name, told.tells)
            row = next(iter(get_args(_hint(kind, name))), None)
            return key, tuple(told.columns.split()) or _row_keys(row)
    return None


def _row_keys(row: Any) -> tuple[str, ...]:
    """Return the keys of a list's rows; none where they are told by hand, or are no values."""
    is_derived = isinstance(row, type) and issubclass(row, Value) and row.as_json is Value.as_json
    return keys_of(row) if is_derived else ()


def keys_of(kind: Any, *, to_log: bool = False) -> tuple[str, ...]:
    """Return the keys of what a class of values tells, those of a value within it too."""
    found: list[str] = []
    for key, name, path, _ in _keys(kind, to_log):
        if key != "*":
            found.append(key.partition(".")[0])
            continue
        within = kind
        for step in (name, *path):
            within = _hint(within, step)
        if isinstance(within, type) and issubclass(within, Value):
            found += keys_of(within, to_log=to_log)
    return tuple(dict.fromkeys(found))


def _hint(kind: type[Value], name: str) -> Any:
    own = next((vars(each)[name] for each in kind.__mro__ if name in vars(each)), None)
    if isinstance(own, Computed):
        return get_type_hints(own.get)["return"]
    return get_type_hints(kind)[name]


def _place(number: int) -> property:
    while len(_places) <= number:
        _places.append(property(itemgetter(len(_places))))
    return _places[number]


def _completed(kind: type[Value], given: tuple[Any, ...], named: dict[str, Any]) -> list[Any]:
    """Return all fields of a value to be made. Raises TypeError like any other call."""
    values, defaults, found = list(given), kind._defaults, 0
    for name in islice(kind._declared, len(given), None):
        if name in named:
            values.append(named[name])
            found += 1
        elif name in defaults:
            default = defaults[name]
            values.append(default.made() if type(default) is Declaration else default)
        else:
            raise TypeError(kind.__name__, name)
    if found < len(named) or len(given) > len(kind._declared):
        raise TypeError(kind.__name__, len(given), *named)
    return values


@cache
def _keys(
    kind: type[Value], to_log: bool
) -> tuple[tuple[str, str, tuple[str, ...], Declaration], ...]:
    """Return key, field, path into the field and declaration of all that is told, in order."""
    found: list[tuple[str, str, tuple[str, ...], Declaration]] = []
    for name, told in _in_turn(kind):
        keys = [key for key, *_ in found]
        at = len(found)
        if told.after is not None and not to_log:
            at = len(keys) - keys[::-1].index(told.after) if told.after else 0
        tokens = _tokens(name, told.logs if to_log else told.tells)
        found[at:at] = [(key, name, path, told) for key, path in tokens]
    return tuple(found)


def _in_turn(kind: type[Value]) -> list[tuple[str, Declaration]]:
    """Return all that is told: what has no place of its own, then each behind its ``after``.

    Raises TypeError where that key is told by nobody, or only behind the one that waits for it.
    """
    found: list[tuple[str, Declaration]] = []
    placed = {""}
    waiting = sorted(_all_told(kind).items(), key=lambda each: each[1].after is not None)
    while waiting:
        left = []
        for name, told in waiting:
            if told.after is None or told.after in placed:
                found.append((name, told))
                placed.update(key for key, _ in _tokens(name, told.tells))
            else:
                left.append((name, told))
        if len(left) == len(waiting):
            raise TypeError(kind.__name__, *[f"{name} after {told.after}" for name, told in left])
        waiting = left
    return found


def _all_told(kind: type[Value]) -> dict[str, Declaration]:
    """Return the declarations of all fields, and of all that is computed."""
    told = dict(kind._declared)
    for each in reversed(kind.__mro__):
        told |= {name: own.told for name, own in vars(each).items() if isinstance(own, Computed)}
    return told


def _tokens(name: str, told: str | bool | None) -> list[tuple[str, tuple[str, ...]]]:
    if told is None or told is True:
        for prefix in _PREFIXES:
            name = name.removeprefix(prefix)
        return [(name, ())]
    found = []
    for token in (told or "").split():
        key, _, path = token.rpartition("=") if "=" in token else (token, "", "")
        if key.startswith("."):
            key, path = key.rpartition(".")[2], key[1:]
        found.append((key, tuple(path.split(".")) if path else ()))
    return found


def _at(held: Any, path: tuple[str, ...]) -> Any:
    for number, step in enumerate(path):
        if held is None:
            return None
        if step == _LENGTH:
            held = len(held)
        elif type(held) is tuple:
            return tuple(_at(each, path[number:]) for each in held)
        else:
            held = getattr(held, step)
    return held


def _json(held: Any, told: Declaration = _PLAIN) -> Json:
    if held is None or isinstance(held, str | int | float):
        return held
    if isinstance(held, Value):
        return held.as_json()
    if isinstance(held, date | time):
        return held.isoformat()
    if told.columns:
        names = told.columns.split()
        return [dict(zip(names, map(_json, row), strict=True)) for row in held]
    if told.pairs or isinstance(held, Mapping):
        return {str(key): _json(each) for key, each in dict(held).items()}
    return [_json(each) for each in (sorted(held) if isinstance(held, frozenset) else held)]
