"""A morning at the desk, as Mo, Ann, Dr Okoye and a second moderator live it; all of it without script."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from dayroom.apps.communities.models import Topic
from dayroom.apps.communities.vocabulary import POST_KIND, MembershipRole
from dayroom.apps.moderation import actions
from dayroom.apps.moderation.models import Case, Decision
from dayroom.apps.people.models import Member
from tests import cast
from tests.browser.inside import HOST, Inside
from tests.integration.communities.talk import BACKEND, joined, opened, room, said

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


class Morning:
    """The same screen, with another person in front of it each time."""

    def __init__(self, page: Page, inside: Inside) -> None:
        self.page, self.inside = page, inside

    def as_(self, handle: str, path: str) -> Page:
        self.inside.client.logout()
        self.inside.client.force_login(Member.objects.get(handle=handle), backend=BACKEND)
        self.page.goto(HOST + path)
        return self.page

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name).first.click()


@pytest.fixture
def morning(chromium: Browser) -> Iterator[Morning]:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    context.set_default_timeout(10_000)
    inside = Inside(context)
    yield Morning(context.new_page(), inside)
    context.close()


@pytest.fixture
def topic() -> Topic:
    place = room()
    made = opened(joined(cast.ann(), place), place)
    for person in (cast.carl(), cast.okoye()):
        joined(person, place)
    for person in (cast.mo(), cast.member("moira", has_factor_cached=True)):
        joined(person, place, role=MembershipRole.MODERATOR)
    return made


def flagged(topic: Topic, words: str) -> Case:
    """Ann wrote it, Carl thinks that it does not belong here."""
    now = timezone.now() - timedelta(minutes=20)
    post = said(Member.objects.get(handle="ann"), topic, words, now=now)
    row, _made = actions.flag(member_id=Member.objects.get(handle="carl").pk, subject_kind=POST_KIND,
                              subject_public_id=post.public_id, reason="SPAM", note="", now=now)
    return row.case


def test_mo_decides_three_alike_together_and_takes_them_back(morning: Morning, topic: Topic) -> None:
    for words in ("Buy my tea.", "Buy my tea, really.", "The tea again."):
        flagged(topic, words)
    page = morning.as_("mo", "/desk/cases/")
    expect(page.locator(".tabs").first).to_contain_text("Flagged by members 3")
    expect(page.locator("main")).to_contain_text("due in")
    for box in page.locator("input[name=case]").all():
        box.check()
    morning.press("Decide the chosen ones together")
    expect(page.locator("main")).to_contain_text("3 cases")
    page.locator("input[name=verdict][value=REMOVE]").check()
    page.locator("select[name=canned]").select_option("SELLING")
    morning.press("Decide all of them")
    expect(page.locator("main")).to_contain_text("3 cases are decided")
    morning.as_("carl", f"/t/{topic.public_id}/")
    expect(page.locator("main")).not_to_contain_text("Buy my tea, really.")
    undo = Decision.objects.latest("id").bulk
    assert undo is not None
    morning.as_("mo", f"/desk/together/{undo.public_id}")
    morning.press("Take all of it back")
    expect(page.locator("main")).to_contain_text("The texts are as they were")
    morning.as_("carl", f"/t/{topic.public_id}/")
    expect(page.locator("main")).to_contain_text("Buy my tea, really.")
    morning.as_("ann", "/decisions/")
    expect(page.locator("main")).to_contain_text("taken back")


def test_dr_okoye_flags_mo_decides_ann_reads_why_and_a_second_moderator_answers_her(
    morning: Morning, topic: Topic
) -> None:
    post = said(Member.objects.get(handle="ann"), topic, "Just take two of mine, it works.", now=timezone.now())
    page = morning.as_("ngozi-o", f"/flag/{POST_KIND}/{post.public_id}")
    page.locator("input[name=reason][value=ADVICE]").check()
    page.locator("main form button[type=submit]").click()
    case = Case.objects.get(subject_id=post.pk)

    morning.as_("mo", f"/desk/cases/{case.public_id}")
    page.get_by_text("Something has to change").click()
    page.locator("input[name=verdict][value=HIDE]").check()
    page.locator("select[name=canned]").select_option("ADVICE")
    page.locator("input[name=strike]").check()
    morning.press("Decide and tell the author")
    expect(page.locator("h1")).to_have_text("Decided")

    morning.as_("ann", "/notices/")
    page.locator("main a[href*='/decisions/']").first.click()
    expect(page.locator("main")).to_contain_text("treatment is for the care team")
    expect(page.locator("main")).to_contain_text("This counts as a strike until")
    expect(page.locator("main")).to_contain_text("A person. No machine decides here.")
    page.fill("textarea[name=text]", "I only told what I do myself.")
    morning.press("Send the appeal")
    expect(page.locator("main")).to_contain_text("Your appeal")

    appeal = Decision.objects.get(case=case).appeal
    morning.as_("mo", "/desk/appeals/")
    expect(page.locator("main")).to_contain_text("No appeal waits for you")
    morning.as_("mo", f"/desk/appeals/{appeal.public_id}")
    expect(page.locator("main")).to_contain_text("Somebody else answers this.")
    refused = morning.inside.client.post(f"/desk/appeals/{appeal.public_id}", {"outcome": "UPHELD", "answer": "No."})
    assert refused.status_code == 403

    morning.as_("moira", "/desk/appeals/")
    page.locator("main a[href*='/desk/appeals/']").first.click()
    page.locator("input[name=outcome][value=OVERTURNED]").check()
    page.fill("textarea[name=answer]", "You told what you live. It stays.")
    morning.press("Send the answer")
    expect(page.locator("main")).to_contain_text("No appeal waits for you")

    morning.as_("ann", f"/decisions/{Decision.objects.get(case=case).public_id}")
    expect(page.locator("main")).to_contain_text("You were right to appeal")
    expect(page.locator("main")).to_contain_text("It no longer counts.")
    morning.as_("carl", f"/t/{topic.public_id}/")
    expect(page.locator("main")).to_contain_text("Just take two of mine")
