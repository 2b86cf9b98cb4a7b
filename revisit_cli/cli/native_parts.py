"""What is said of the program's native parts, which not every machine can load."""

from revisit_cli.errors import PartMissing
from revisit_cli.program import halved_parts, native_parts

_MISSING = {
    "python-calamine": "读表格用较慢的读法",
    "rapidfuzz": "比对名称用较慢的算法",
    "MarkupSafe": "网页稍慢",
    "PyNaCl": "廉洁反映只能限制查阅、不能封存",
}


def lacks_parts() -> bool:
    """Tell whether a native part is missing or does not load."""
    return None in native_parts().values()


def parts_line() -> str:
    """Return which native parts load, and what follows where one does not.

    One line, and another where less of a part lies here than was installed.
    """
    told = [
        f"{name} 没有（{_MISSING[name]}）" if version is None else f"{name} {version}".rstrip()
        for name, version in native_parts().items()
    ]
    halved = halved_parts()
    more = [f"！{PartMissing(part='、'.join(halved))}"] if halved else []
    return "\n".join(["本机组件：" + " · ".join(told), *more])
