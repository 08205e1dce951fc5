"""What a page costs, and that nobody else is asked for anything."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser import axe
from tests.browser.visits import Visit

pytestmark = pytest.mark.browser

MOST_BYTES = 100 * 1024  # without images, as sent
MOST_REQUESTS = 8


def topic_of_many_posts(visitor: Visit) -> str:
    """The longest topic of the diabetes community."""
    visitor.go("/c/diabetes/")
    links = {str(link.get_attribute("href")) for link in visitor.page.locator("main a[href^='/t/']").all()}
    lengths = {}
    for link in links:
        visitor.go(link.split("?")[0].split("#")[0])
        lengths[visitor.page.url] = visitor.page.locator("article.post").count()
    return max(lengths, key=lambda url: lengths[url])


@pytest.mark.parametrize("who", ["", "carl"])
def test_a_topic_page_is_light_and_asks_nobody_else(visit: Callable[..., Visit], who: str) -> None:
    reader = visit(who)
    address = topic_of_many_posts(reader)
    fresh = visit(who)
    fresh.asked.clear()
    sizes: dict[str, int] = {}
    fresh.page.on("requestfinished", lambda request: sizes.update({request.url: request.sizes()["responseBodySize"]}))
    fresh.page.goto(address, wait_until="networkidle")
    pictures = {url for url in sizes if "/media/" in url}
    assert fresh.elsewhere == []
    assert len(set(fresh.asked) - pictures) <= MOST_REQUESTS, sorted(set(fresh.asked))
    assert sum(size for url, size in sizes.items() if url not in pictures) <= MOST_BYTES, sizes


@pytest.mark.parametrize(
    "path", ["/", "/communities/", "/c/diabetes/", "/search?q=insulin", "/help/now", "/tour", "/demo"]
)
def test_no_page_asks_anybody_else(visit: Callable[..., Visit], path: str) -> None:
    reader = visit()
    reader.page.goto(path, wait_until="networkidle")
    assert reader.elsewhere == []


@pytest.mark.parametrize("who", ["", "ann", "mo"])
@pytest.mark.parametrize("path", ["/", "/demo", "/c/diabetes/"])  # the tour is looked at in test_touring
def test_pages_full_of_demo_people_are_accessible_too(visit: Callable[..., Visit], path: str, who: str) -> None:
    reader = visit(who, viewport={"width": 360, "height": 740})
    reader.go(path)
    assert axe.violations(reader.page) == []
    reader.page.emulate_media(color_scheme="dark")
    assert axe.violations(reader.page, colors_only=True) == []
    assert (
        reader.page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    )


def test_the_longest_topic_is_accessible_in_both_looks(visit: Callable[..., Visit]) -> None:
    reader = visit("ann", viewport={"width": 360, "height": 740})
    reader.go(topic_of_many_posts(reader))
    assert axe.violations(reader.page) == []
    reader.page.emulate_media(color_scheme="dark")
    assert axe.violations(reader.page, colors_only=True) == []


@pytest.mark.parametrize("path", ["/", "/c/diabetes/", "/help/now"])
def test_pages_written_from_right_to_left_do_not_scroll_sideways(visit: Callable[..., Visit], path: str) -> None:
    reader = visit(viewport={"width": 360, "height": 740})
    reader.go(path)
    reader.page.evaluate("() => { document.documentElement.dir = 'rtl'; }")
    assert (
        reader.page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    )


def test_big_letters_do_not_break_the_topic_page(visit: Callable[..., Visit]) -> None:
    """200 % zoom of a small laptop is a window of 640 px; 320 px is 400 %."""
    reader = visit(viewport={"width": 320, "height": 640})
    reader.go("/c/diabetes/")
    reader.page.locator("main a[href^='/t/']").first.click()
    assert (
        reader.page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    )
