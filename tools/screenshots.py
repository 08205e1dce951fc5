"""The pictures of the README and the manuals, made anew from a demo of their own.

.venv/bin/python tools/screenshots.py
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from playwright.sync_api import Browser
from tests.browser.visits import Visit
from tools.camera import FOLDER, browser, keep, window
from tools.running_demo import running_demo

LOOKS = ("light", "dark")
EVERY_WIDTH = (360, 768, 1280)
ENDS = (360, 1280)
LIVELY = 5  # posts of a topic that is worth a picture


def home(person: Visit) -> None:
    person.go("/")


def directory(person: Visit) -> None:
    person.go("/communities/")


def community(person: Visit) -> None:
    person.go("/c/diabetes/")


def topic(person: Visit) -> None:
    """A question with its answers, from its first post."""
    person.go("/c/diabetes/")
    paths = [str(link.get_attribute("href")) for link in person.page.locator("main a[href^='/t/']").all()]
    for path in paths:
        person.go(path.split("?")[0].split("#")[0])
        if person.page.locator("article.post").count() >= LIVELY and not person.page.locator("a[href$='.ics']").count():
            break


def composer(person: Visit) -> None:
    person.go("/c/diabetes/new")
    person.page.fill("#c-title", "They turned me away again")
    person.page.fill("#c-body", "They turned me away again. My NHS number is 943 476 5919. What can I say next time?")
    person.press("Open the topic")
    person.page.locator(".guard-notice").scroll_into_view_if_needed()


def crisis_help(person: Visit) -> None:
    person.go("/help/now")


def tour(person: Visit) -> None:
    person.go("/tour")


def case(person: Visit) -> None:
    person.go("/desk/cases/")
    person.page.locator("main .row__title, main li a[href^='/desk/cases/']").first.click()
    person.page.wait_for_load_state()


def privacy(person: Visit) -> None:
    person.go("/privacy/")


def network(person: Visit) -> None:
    person.go("/desk/network/")


SCENES: list[tuple[str, str, Callable[[Visit], None], tuple[int, ...], tuple[str, ...]]] = [
    ("home", "", home, EVERY_WIDTH, LOOKS),
    ("community", "", community, EVERY_WIDTH, ("light",)),
    ("directory", "", directory, ENDS, ("light",)),
    ("topic", "ann", topic, EVERY_WIDTH, LOOKS),
    ("composer", "ann", composer, EVERY_WIDTH, ("light",)),
    ("help", "", crisis_help, ENDS, LOOKS),
    ("tour", "", tour, ENDS, ("light",)),
    ("case", "mo", case, EVERY_WIDTH, ("light",)),
    ("privacy", "ann", privacy, ENDS, ("light",)),
    ("network", "sue", network, ENDS, ("light",)),
]


def take(opened: Browser, site: str) -> int:
    taken = 0
    for name, handle, go, widths, looks in SCENES:
        for width in widths:
            for look in looks:
                person = window(opened, site, handle, width=width, look=look)
                go(person)
                keep(person.page, f"{name}-{width}-{look}")
                person.context.close()
                taken += 1
    return taken


def main() -> int:
    with running_demo() as site, browser() as opened:
        taken = take(opened, site)
    size = sum(path.stat().st_size for path in FOLDER.glob("*.png"))
    sys.stdout.write(f"{taken} pictures in docs/screenshots ({size / 1e6:.1f} MB in all)\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
