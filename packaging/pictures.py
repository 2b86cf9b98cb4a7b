"""Take README's pictures of the example month's page: ``python packaging/pictures.py``.

Needs what the browser tests need: Chromium, and Playwright to drive it (``pip install '.[test]'``).
"""

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

EXAMPLES = Path(__file__).parents[1] / "examples"
PAGE = EXAMPLES / "2026-11月报.html"
WIDTH, HEIGHT = 1280, 740
# The first screen, and the sections from one to another.
SCREEN, TABLES = "月报.png", "月报-图表.png"
FIRST, LAST = "#undone", "#questions"


def main() -> None:
    """Write each picture beside the page that it shows."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"))
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.goto(PAGE.as_uri())
        page.screenshot(path=EXAMPLES / SCREEN)
        first, last = (page.locator(each).bounding_box() for each in (FIRST, LAST))
        top, bottom = first["y"] - 16, last["y"] + last["height"] + 16
        clip = {"x": 0, "y": top, "width": WIDTH, "height": bottom - top}
        page.screenshot(path=EXAMPLES / TABLES, clip=clip, full_page=True)
        browser.close()


if __name__ == "__main__":
    main()
