"""What is said of the program's native parts, which not every machine can load."""

from revisit_cli.program import native_parts

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
    """Return one line: which native parts load, and what follows where one does not."""
    told = [
        f"{name} 没有（{_MISSING[name]}）" if version is None else f"{name} {version}".rstrip()
        for name, version in native_parts().items()
    ]
    return "本机组件：" + " · ".join(told)
