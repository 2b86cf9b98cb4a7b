"""The month that many commands take, one by one or all."""

from typing import Annotated

import typer

Month = Annotated[str | None, typer.Argument(metavar="月份", help="如 2026-11（默认本期）")]
AnyMonth = Annotated[str | None, typer.Argument(metavar="月份", help="如 2026-11（默认全部）")]
MonthOption = Annotated[str | None, typer.Option("--month", help="哪一期，如 2026-11；默认本期")]
