"""Every story of the README's first five minutes, done in a real browser on the running demo, with a picture of each.

.venv/bin/python tools/first_five_minutes.py                          on a demo of its own
DAYROOM_TEST_SITE=http://127.0.0.1:8000 .venv/bin/python tools/…      on one that runs
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from playwright.sync_api import expect
from tests.browser.visits import Visit
from tools.camera import browser, keep, window
from tools.running_demo import running_demo

NHS_NUMBER = "943 476 5919"  # published test number
Window = Callable[[str], Visit]


def in_a_hurry(open_window: Window) -> None:
    visitor = open_window("")
    scenes = ("", "/reply", "/ask", "/myth", "/answer", "/who-sees-what", "/take-it-back")
    for number, path in enumerate(scenes, 1):
        visitor.go(f"/tour{path}")
        expect(visitor.page.locator("h1")).to_be_visible()
        visitor.page.locator("main form button[type=submit], main .btn--primary").first.click()
        visitor.page.wait_for_load_state()
        keep(visitor.page, f"first-tour-{number}")


def as_ann(open_window: Window) -> None:
    ann = open_window("ann")
    ann.go("/c/diabetes/new")
    ann.page.fill("#c-title", "What do I say at the desk")
    ann.page.fill("#c-body", f"They asked for it again. My NHS number is {NHS_NUMBER}. What do you say then?")
    ann.page.check("input[name=anonymous]")
    ann.press("Open the topic")
    expect(ann.page.locator(".guard-notice mark")).to_contain_text(NHS_NUMBER)
    keep(ann.page, "first-ann-1-marked")
    ann.press("Remove this and post")
    expect(ann.page).to_have_url(re.compile("/t/"))
    ann.does_not_see(NHS_NUMBER)
    ann.sees("Anonymous")
    keep(ann.page, "first-ann-2-posted")


def as_carl(open_window: Window) -> None:
    carl = open_window("carl")
    carl.joins("cancer-carers")
    carl.go("/c/cancer-carers/")
    topics = [str(link.get_attribute("href")) for link in carl.page.locator("main a[href^='/t/']").all()]
    topic = next(path for path in topics if takes_replies(carl, path))
    same = carl.page.locator("button[value=SAME_HERE]").first
    if same.get_attribute("aria-pressed") == "false":
        same.click()
    words = "We sit in the car for a minute first."
    carl.replies(topic.split("?")[0].split("#")[0], words)
    carl.sees(words)
    keep(carl.page, "first-carl-1-answered")
    carl.go(f"{carl.post(words)}/withdraw")
    carl.page.locator("main form button[type=submit]").last.click()
    expect(carl.page.locator("body")).to_contain_text("You took it back")
    keep(carl.page, "first-carl-2-taken-back")
    carl.go("/privacy/")
    keep(carl.page, "first-carl-3-privacy")


def takes_replies(carl: Visit, path: str) -> bool:
    carl.go(path)
    return carl.page.locator("#c-body").count() == 1 and carl.page.locator("button[value=SAME_HERE]").count() > 0


def as_dr_okoye(open_window: Window) -> None:
    okoye = open_window("ngozi-o")
    okoye.joins("diabetes")
    okoye.go("/c/diabetes/")
    topics = [str(link.get_attribute("href")) for link in okoye.page.locator("main a[href^='/t/']").all()]
    topic = next(path for path in topics if takes_replies(okoye, path))
    okoye.go(topic.split("?")[0].split("#")[0])
    okoye.page.get_by_label("(professional)").check()
    words = "A steroid shot can raise sugar for some days."
    okoye.page.fill("#c-body", f"{words} You were born on 14 March 1958.")
    okoye.press("Post reply")
    okoye.sees("Before this goes out")
    keep(okoye.page, "first-okoye-1-stopped")
    okoye.press("Remove this and post")
    expect(okoye.page).to_have_url(re.compile(r"#post-\d+"))
    expect(okoye.page.locator("article", has_text=words).last).to_contain_text("Verified")
    okoye.page.locator("article", has_text=words).last.scroll_into_view_if_needed()
    keep(okoye.page, "first-okoye-2-posted")
    okoye.go("/pro/questions/")
    okoye.page.locator("main a[href^='/pro/questions/']").last.click()
    okoye.press("Take this question")
    okoye.page.fill("#c-body", f"{words} Take 4 more units of insulin tonight.")
    okoye.press("Send the answer")
    okoye.sees("This decides for one person")
    keep(okoye.page, "first-okoye-3-one-person")
    okoye.page.locator(".guard-notice").get_by_role("button", name="Use the referral text").click()
    expect(okoye.page.locator("#c-body")).not_to_have_value(re.compile("4 more units"))


def as_mo(open_window: Window) -> None:
    mo = open_window("mo")
    mo.go("/desk/")
    keep(mo.page, "first-mo-1-desk")
    mo.go("/desk/cases/")
    mo.page.locator("form[action='/desk/cases/next'] button").first.click()
    expect(mo.page).to_have_url(re.compile(r"/desk/cases/[0-9a-z]{20}"))
    keep(mo.page, "first-mo-2-case")
    mo.page.get_by_text("Something has to change").click()
    mo.page.locator("input[name=verdict][value=HIDE]").check()
    mo.page.locator("select[name=canned]").select_option("METHOD")
    mo.press("Decide and tell the author")
    expect(mo.page).to_have_url(re.compile("/decided"))
    keep(mo.page, "first-mo-3-decided")
    mo.page.locator("form[action$='/undo'] button").first.click()
    expect(mo.page.locator("body")).to_contain_text("Taken back")


def as_sue(open_window: Window) -> None:
    sue = open_window("sue")
    for name in ("credentials", "appeals", "network", "audit"):
        sue.go(f"/desk/{name}/")
        expect(sue.page.locator("h1")).to_be_visible()
        keep(sue.page, f"first-sue-{name}")
    sue.go("/desk/fact-checks/")
    sue.page.locator("input[name=entry]").first.check()
    sue.press("Accept what I have ticked")
    sue.page.locator("h1").scroll_into_view_if_needed()
    keep(sue.page, "first-sue-facts")
    sue.go("/transparency/")
    keep(sue.page, "first-sue-transparency")


STORIES: list[tuple[str, Callable[[Window], None]]] = [
    ("In a hurry", in_a_hurry), ("As a patient (Ann)", as_ann), ("As a carer (Carl)", as_carl),
    ("As a clinician (Dr Okoye)", as_dr_okoye), ("As a moderator (Mo)", as_mo), ("As a steward (Sue)", as_sue),
]


def main() -> int:
    with running_demo() as site, browser() as opened:
        for title, story in STORIES:
            began, windows = time.monotonic(), []

            def open_window(handle: str, kept: list[Visit] = windows) -> Visit:
                kept.append(window(opened, site, handle))
                return kept[-1]

            story(open_window)
            for visit in windows:
                visit.context.close()
            sys.stdout.write(f"{title}: done in {time.monotonic() - began:.1f} s\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
