"""Bureaus to find faults in: made once for a module, and a copy for each test."""

import shutil
from pathlib import Path

import pytest

from tests.bureau import fill_every_list
from tests.conftest import Revisit
from tests.faults.harness import prepare


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a data file for which every command of the harness has something."""
    return prepare(Revisit(tmp_path_factory.mktemp("prepared")))


@pytest.fixture
def folder(prepared: Path, tmp_path: Path) -> Path:
    """Return a copy of the prepared folder."""
    shutil.copytree(prepared, tmp_path / "work")
    return tmp_path / "work"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Revisit:
    """Return a bureau of whose every list something stands."""
    return fill_every_list(Revisit(tmp_path_factory.mktemp("filled")))


@pytest.fixture
def bureau(filled: Revisit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Revisit:
    """Return a copy of the filled bureau, in its folder."""
    shutil.copytree(filled.folder, tmp_path / "work")
    found = Revisit(tmp_path / "work")
    monkeypatch.chdir(found.folder)
    return found
