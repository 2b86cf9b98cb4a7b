"""A page in headless Chromium: what it says and asks of the network, and what axe finds in it.

The browser is the one that is installed; Playwright drives it and brings none of its own.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

SIZES = {"desk": (1280, 800), "telephone": (390, 844)}
# Best practices too, not only what the guidelines ask for.
ALL_RULES = {"resultTypes": ["violations"]}


@contextmanager
def browser() -> Iterator[Any]:
    """Yield a browser with no page open."""
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=shutil.which("chromium"))
        try:
            yield started
        finally:
            started.close()


@contextmanager
def shown(started: Any, path: Path, size: str, *, is_dark: bool = False) -> Iterator[Page]:
    """Yield a file as a page of that size, with no script of its own allowed to run.

    Afterwards nothing may have been said on the console or asked of anybody but for the file.
    """
    width, height = SIZES[size]
    context = started.new_context(
        viewport={"width": width, "height": height}, color_scheme="dark" if is_dark else "light"
    )
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    yield page
    assert said == []
    assert asked == [path.as_uri()]
    context.close()


def violations(page: Page) -> list[str]:
    """Return what axe finds, by rule and element."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options=ALL_RULES).response["violations"]
    return [f"{each['id']}: {node['html'][:200]}" for each in found for node in each["nodes"]]
