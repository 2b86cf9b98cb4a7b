"""What tests of the calling desk may ask for: three firms, and a clerk who types from a script."""

import pytest

from tests.bureau import fill_every_list
from tests.cli.calls.desk_script import FIRMS, Clerk
from tests.cli.terminal import spawn as spawn
from tests.conftest import Revisit, begins


@begins
def desk(revisit: Revisit) -> Revisit:
    """Three firms; two units served the first; the third shares no number."""
    path = revisit.folder / "台账.csv"
    rows = [
        f"审批科,办事员甲,2026.11.3,施工许可,{FIRMS[0]},联系人甲,13800000001",
        f"燃气办,办事员乙,2026.11.4,燃气接入,{FIRMS[0]},联系人甲,13800000001",
        f"审批科,办事员甲,2026.11.5,施工许可,{FIRMS[1]},联系人乙,13800000002",
        f"审批科,办事员甲,2026.11.6,施工许可,{FIRMS[2]},联系人丙,13800000003",
    ]
    head = "单位,姓名,时间,涉企事宜,企业名称,联系人,联系电话"
    path.write_text("\n".join([head, *rows]), encoding="utf-8")
    revisit("import", path)
    return revisit


@pytest.fixture
def clerk(desk: Revisit) -> Clerk:
    """A clerk at the desk of the three firms."""
    return Clerk(desk)


@pytest.fixture(scope="session")
def bureau_of_every_list(tmp_path_factory: pytest.TempPathFactory) -> Revisit:
    """A bureau with something in every list, to look at and not to change."""
    return fill_every_list(Revisit(tmp_path_factory.mktemp("bureau")))
