"""What there is to choose from, and how a choice is told."""

from pathlib import Path

from revisit_cli.cli.asking.things import whole_folder


def test_all_files_of_a_folder_are_told_as_one(tmp_path: Path) -> None:
    files = [tmp_path / f"单位{n}.csv" for n in range(4)]
    for path in (*files, tmp_path / "单位0_回执.xlsx", tmp_path / ".隐藏"):
        path.touch()
    told = [str(path) for path in files]
    assert whole_folder(told) == str(tmp_path)
    assert whole_folder(told[:3]) is None
    (tmp_path / "说明.txt").touch()
    assert whole_folder(told) is None
    other = tmp_path / "另一处"
    other.mkdir()
    assert whole_folder([*told, str(other / "单位9.csv")]) is None
    assert whole_folder(["甲", "乙", "丙", str(tmp_path / "没有" / "丁.csv")]) is None
