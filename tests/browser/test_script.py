"""What app.js promises: drafts that survive, forms that are sent once, a look that is remembered."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import BrowserContext, Page, expect

pytestmark = pytest.mark.browser

SCRIPT = Path(__file__).resolve().parents[2] / "src" / "dayroom" / "web" / "static" / "dayroom" / "app.js"
HEAD = (
    '<!doctype html><html lang="en"><head><title>t</title><script src="/app.js"></script></head>'
    '<body data-say-saved="Saved just now" data-say-offline="Kept here" data-say-restored="Brought back" '
    'data-say-signed-out="Signed out, kept here" data-say-copied="Copied"><main id="main" tabindex="-1">'
)
COMPOSER = (
    '<form id="f" method="post" action="/post" data-draft-url="/draft" data-draft-key="ann-topic-1">'
    '<input type="hidden" name="csrfmiddlewaretoken" value="tok">'
    '<textarea name="body"></textarea><input type="password" name="secret" value="never">'
    "<button>Post</button><p data-draft-status></p></form>"
)
PAGES = {
    "/": "<p>Home</p>",
    "/write": COMPOSER,
    "/out": '<form id="out" method="post" action="/gone" data-sign-out><button>Sign out</button></form>',
    "/once": '<form id="once" method="post" action="/slow"><button>Send</button></form>',
    "/leave": '<form data-confirm-leave><input name="a"></form><a href="/">away</a>',
    "/parts": '<details data-menu><summary>Menu</summary><a href="/">in</a></details><p id="else">else</p>'
    '<ul class="notes"><li class="note">Hello <button data-dismiss>x</button></li></ul>'
    '<button data-theme-set="">A</button><button data-theme-set="dark">D</button>',
}


class Place:
    """A small site of the test's own: it notes what it was sent and can be told to fail."""

    def __init__(self) -> None:
        self.url = ""
        self.drafts: list[dict[str, list[str]]] = []
        self.tokens: list[str | None] = []
        self.posts: list[dict[str, list[str]]] = []
        self.slow = 0
        self.draft_status = 204
        self.post_page = "<p>Posted</p>"


def _handler(place: Place) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            return

        def _answer(self, status: int, body: bytes = b"", kind: str = "text/html") -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Cache-Control", "no-store")
            self.send_header("Content-Length", str(len(body)))
            if status == 302:
                self.send_header("Location", "/")
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self) -> None:
            if self.path == "/app.js":
                self._answer(200, SCRIPT.read_bytes(), "text/javascript")
            else:
                self._answer(200, (HEAD + PAGES.get(self.path, "") + "</main></body></html>").encode())

        def do_POST(self) -> None:
            fields = parse_qs(self.rfile.read(int(self.headers["Content-Length"] or 0)).decode())
            if self.path == "/draft":
                place.tokens.append(self.headers["X-CSRFToken"])
                place.drafts.append(fields)
                self._answer(place.draft_status)
            elif self.path == "/slow":
                place.slow += 1
                time.sleep(0.6)
                self._answer(200, b"done")
            else:
                place.posts.append(fields)
                self._answer(200, (HEAD + place.post_page + "</main></body></html>").encode())

    return Handler


@pytest.fixture
def place() -> Iterator[Place]:
    kept = Place()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(kept))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    kept.url = f"http://127.0.0.1:{server.server_port}"
    yield kept
    server.shutdown()
    server.server_close()


def _device(page: Page) -> dict[str, str]:
    return page.evaluate("Object.assign({}, localStorage)")


def _write(page: Page, place: Place, words: str) -> None:
    page.goto(place.url + "/write")
    page.fill("textarea", words)


def test_a_pause_saves_the_draft_on_the_server_and_nothing_on_the_device(page: Page, place: Place) -> None:
    _write(page, place, "I am new here")
    expect(page.locator("[data-draft-status]")).to_have_text("Saved just now")
    assert place.drafts == [{"body": ["I am new here"]}], "neither the token nor a password is part of a draft"
    assert place.tokens == ["tok"]
    assert _device(page) == {}


def test_leaving_the_page_saves_at_once(page: Page, place: Place) -> None:
    _write(page, place, "half a sen")
    page.goto(place.url + "/")
    for _ in range(20):
        if place.drafts:
            break
        page.wait_for_timeout(100)
    assert place.drafts == [{"body": ["half a sen"]}]


def test_without_a_connection_the_words_stay_on_the_device_until_it_is_back(
    page: Page, context: BrowserContext, place: Place
) -> None:
    _write(page, place, "x")
    context.set_offline(True)
    page.fill("textarea", "written in a tunnel")
    expect(page.locator("[data-draft-status]")).to_have_text("Kept here", timeout=4000)
    page.wait_for_function("(localStorage['draft:ann-topic-1'] || '').includes('written in a tunnel')")
    context.set_offline(False)
    expect(page.locator("[data-draft-status]")).to_have_text("Saved just now")
    assert place.drafts[-1] == {"body": ["written in a tunnel"]}
    assert _device(page) == {}


def test_words_kept_on_the_device_come_back_into_the_form(page: Page, place: Place) -> None:
    place.draft_status = 302
    _write(page, place, "my session ran out")
    expect(page.locator("[data-draft-status]")).to_have_text("Signed out, kept here")
    place.draft_status = 204
    page.goto(place.url + "/")
    page.goto(place.url + "/write")
    expect(page.locator("textarea")).to_have_value("my session ran out")
    expect(page.locator("[data-draft-status]")).to_have_text("Saved just now")
    assert _device(page) == {}


def test_a_sent_post_leaves_nothing_behind(page: Page, place: Place) -> None:
    _write(page, place, "hello")
    page.click("#f button")
    expect(page.locator("main")).to_contain_text("Posted")
    assert place.posts[0]["body"] == ["hello"]
    assert _device(page) == {}
    assert page.evaluate("Object.keys(sessionStorage).length") == 0
    page.goto(place.url + "/write")
    expect(page.locator("textarea")).to_have_value("")


def test_a_post_that_met_an_error_page_waits_in_the_form(page: Page, place: Place) -> None:
    place.post_page = "<p data-words-kept>Something broke</p>"
    _write(page, place, "please do not lose this")
    page.click("#f button")
    expect(page.locator("main")).to_contain_text("Something broke")
    page.goto(place.url + "/")
    page.goto(place.url + "/write")
    expect(page.locator("textarea")).to_have_value("please do not lose this")


def test_signing_out_wipes_the_device(page: Page, place: Place) -> None:
    page.goto(place.url + "/out")
    page.evaluate("localStorage['draft:a'] = JSON.stringify({at: Date.now(), fields: {}}); localStorage.theme = 'dark'")
    page.click("#out button")
    page.wait_for_url("**/gone")
    assert _device(page) == {"theme": "dark"}


def test_copies_older_than_a_week_are_dropped(page: Page, place: Place) -> None:
    page.goto(place.url + "/")
    page.evaluate("localStorage['draft:a'] = JSON.stringify({at: Date.now() - 8 * 864e5, fields: {}})")
    page.reload()
    assert _device(page) == {}


def test_a_form_is_sent_once(page: Page, place: Place) -> None:
    page.goto(place.url + "/once")
    page.evaluate("const b = document.querySelector('#once button'); b.click(); b.click(); b.click()")
    page.wait_for_url("**/slow")
    assert place.slow == 1


def test_unsaved_words_are_not_lost_without_asking(page: Page, place: Place) -> None:
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(place.url + "/leave")
    page.type("input", "a")
    page.click("a")
    page.wait_for_url(place.url + "/")
    assert asked == ["beforeunload"]


def test_the_look_is_remembered(page: Page, place: Place) -> None:
    page.goto(place.url + "/parts")
    page.click("[data-theme-set=dark]")
    expect(page.locator("[data-theme-set=dark]")).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.click("[data-theme-set='']")
    assert page.get_attribute("html", "data-theme") is None
    assert _device(page) == {}


def test_a_menu_closes_on_escape_and_on_a_click_elsewhere(page: Page, place: Place) -> None:
    page.goto(place.url + "/parts")
    menu = page.locator("details")
    page.click("summary")
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(page.locator("summary")).to_be_focused()
    page.click("summary")
    page.click("#else")
    expect(menu).not_to_have_attribute("open", "")


def test_a_note_can_be_closed(page: Page, place: Place) -> None:
    page.goto(place.url + "/parts")
    page.click("[data-dismiss]")
    expect(page.locator(".note")).to_have_count(0)
