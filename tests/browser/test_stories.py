"""What people do here, told by role, in a real browser against the running demo."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.visits import PASSWORD, Visit, own_word

pytestmark = pytest.mark.browser

NHS_NUMBER = "943 476 5919"  # published test number
Open = Callable[..., Visit]


def marked(words: str) -> str:
    """Words that no other story has written."""
    return f"{words} ({own_word()})"


# --- a patient ---------------------------------------------------------------------------------------------------
def test_a_patient_finds_her_community_reads_asks_and_is_answered(visit: Open) -> None:
    ann = visit("ann")
    ann.go("/communities/?q=long+covid")
    ann.page.locator("main a[href='/c/long-covid/']").first.click()
    ann.joins("long-covid")
    title = marked("How do you plan a day that will not keep to the plan")
    topic = ann.opens_a_topic("long-covid", title, "I sleep, and wake up tired. How do you *pace* yourselves?")
    ann.sees(title)

    carl = visit("carl")
    carl.joins("long-covid")
    answer = marked("We write down three things and do one of them.")
    carl.replies(topic, answer)
    carl.sees(answer)
    ann.go("/notices/")
    ann.go(topic)
    ann.sees(answer)
    assert ann.elsewhere == carl.elsewhere == []


def test_a_number_that_gives_her_away_is_shown_to_her_before_anyone_sees_it_and_goes_with_one_button(visit: Open) -> None:
    ann = visit("ann")
    title = marked("They refused me")
    ann.go("/c/diabetes/new")
    ann.page.fill("#c-title", title)
    ann.page.fill("#c-body", f"They refused me. My NHS number is {NHS_NUMBER}.")
    ann.press("Open the topic")
    ann.sees("Before this goes out")
    expect(ann.page.locator(".guard-notice mark")).to_contain_text(NHS_NUMBER)
    ann.press("Remove this and post")
    ann.sees("They refused me. My NHS number is")
    ann.does_not_see(NHS_NUMBER)


def test_somebody_can_write_without_their_handle_and_nobody_else_learns_who_it_was(visit: Open) -> None:
    oda, carl = visit("oda"), visit("carl")
    oda.joins("diabetes")
    words = marked("I have not told my family")
    topic = oda.opens_a_topic("diabetes", marked("Something quiet"), words, anonymous=True)
    carl.go(topic)
    carl.sees(words)
    expect(carl.page.locator("article").first).to_contain_text("Anonymous")
    expect(carl.page.locator("article").first.locator("a[href='/m/oda']")).to_have_count(0)
    carl.go("/m/oda")
    carl.does_not_see(words)


def test_what_she_takes_back_is_gone_everywhere_and_comes_back_while_the_time_lasts(visit: Open) -> None:
    ann, reader = visit("ann"), visit()
    words = marked("I should not have said this")
    topic = ann.opens_a_topic("diabetes", marked("Second thoughts"), "A beginning.")
    ann.replies(topic, words)
    ann.sees(words)
    post = ann.post(words)
    ann.go(f"{post}/withdraw")
    ann.page.locator("main form button[type=submit]").last.click()
    expect(ann.page).to_have_url(re.compile(topic))
    reader.go(topic)
    reader.does_not_see(words)
    ann.go(topic)
    ann.page.locator(f"[formaction='{post}/undo'], form[action='{post}/undo'] button").first.click()
    expect(ann.page.locator("body")).to_contain_text("Your post is back")
    reader.go(topic)
    reader.sees(words)


def test_her_draft_survives_a_closed_tab(visit: Open) -> None:
    ann = visit("ann")
    words = marked("Half a thought")
    ann.go("/c/diabetes/new")
    ann.page.fill("#c-title", "Half")
    ann.page.fill("#c-body", words)
    expect(ann.page.locator("[data-draft-status]").first).to_have_text("Saved just now")
    ann.page.close()
    ann.page = ann.context.new_page()
    ann.go("/c/diabetes/new")
    expect(ann.page.locator("#c-body")).to_have_value(words)


def test_her_words_survive_a_lost_connection(visit: Open) -> None:
    ann = visit("ann")
    topic = visit("mo").opens_a_topic("diabetes", marked("In a tunnel"), "On the train.")
    words = marked("Written without a connection")
    ann.go(topic)
    ann.context.set_offline(True)
    ann.page.fill("#c-body", words)
    expect(ann.page.locator("[data-draft-status]").first).to_contain_text("kept on this device")
    ann.context.set_offline(False)
    expect(ann.page.locator("[data-draft-status]").first).to_have_text("Saved just now")
    ann.go(topic)
    expect(ann.page.locator("#c-body")).to_have_value(words)


# --- a clinician -------------------------------------------------------------------------------------------------
def test_dr_okoyes_reply_gives_a_patient_away_is_stopped_explained_mended_and_posted(visit: Open) -> None:
    ann, okoye = visit("ann"), visit("ngozi-o")
    topic = ann.opens_a_topic("diabetes", marked("Sugar after a steroid shot"), "It will not come down. Is that normal?")
    okoye.joins("diabetes")
    words = marked("A steroid shot can raise sugar for some days.")
    okoye.go(topic)
    okoye.page.get_by_label("(professional)").check()
    okoye.page.fill("#c-body", f"{words} You were born on 14 March 1958 and your MRN is 00482913.")
    okoye.press("Post reply")
    okoye.sees("Before this goes out")
    expect(okoye.page.get_by_role("button", name="Post it as it is")).to_have_count(0)
    okoye.press("Remove this and post")
    expect(okoye.page).to_have_url(re.compile(r"#post-\d+"))
    ann.go(topic)
    ann.sees(words)
    ann.does_not_see("00482913")
    expect(ann.page.locator("article").last).to_contain_text("Verified")


# --- a moderator -------------------------------------------------------------------------------------------------
def test_mo_decides_a_held_post_ann_appeals_and_sue_answers(visit: Open) -> None:
    ann, mo, sue, reader = visit("ann"), visit("mo"), visit("sue"), visit()
    words = marked("Could somebody look at this first")
    topic = ann.opens_a_topic("diabetes", marked("Is this all right"), "Here is why I ask.")
    ann.go(topic)
    ann.page.fill("#c-body", f"{words}. My NHS number is {NHS_NUMBER}.")
    ann.press("Post reply")
    ann.press("Ask a moderator")
    expect(ann.page).to_have_url(re.compile("/sent$"))
    reader.go(topic)
    reader.does_not_see(words)

    mo.go("/desk/cases/")
    case = find_case(mo, words)
    mo.page.get_by_text("Something has to change").click()
    mo.page.locator("input[name=verdict][value=HIDE]").check()
    mo.page.locator("select[name=canned]").select_option("IDENTIFIER")
    mo.press("Decide and tell the author")
    expect(mo.page).to_have_url(re.compile("/decided"))

    ann.go("/notices/")
    ann.page.locator("main a[href*='/decisions/']").first.click()
    ann.sees("Keep people private")
    ann.page.fill("textarea[name=text]", marked("It was my own number, and a test one."))
    ann.press("Send the appeal")
    ann.sees("Your appeal")
    mo.go("/desk/appeals/")
    mo.does_not_see(case.rsplit("/", 1)[-1])
    answers_the_appeal(sue)
    reader.go(topic)
    reader.sees(words)


def find_case(mo: Visit, words: str) -> str:
    """Opens the waiting cases until it is the one with these words."""
    for address in [link.get_attribute("href") for link in mo.page.locator("main a[href^='/desk/cases/']").all()]:
        if address and re.fullmatch(r"/desk/cases/[0-9a-z]{20}", address):
            mo.go(address)
            if words in mo.page.locator("main").inner_text():
                return address
    raise AssertionError("the case is not in the queue")


def answers_the_appeal(sue: Visit) -> None:
    sue.go("/desk/appeals/")
    sue.page.locator("main a[href^='/desk/appeals/']").last.click()
    sue.page.locator("input[name=outcome][value=OVERTURNED]").check()
    sue.page.fill("textarea[name=answer]", "You are right, and it is visible again.")
    sue.press("Send the answer")
    expect(sue.page).to_have_url(re.compile("/desk/appeals/$"))


# --- a carer, with the keyboard only -----------------------------------------------------------------------------
def tab_to(visit: Visit, selector: str, *, most: int = 150) -> None:
    for _press in range(most):
        visit.page.keyboard.press("Tab")
        if visit.page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"{selector} cannot be reached with the Tab key")


def focus_is_visible(visit: Visit) -> bool:
    return bool(
        visit.page.evaluate(
            "() => { const s = getComputedStyle(document.activeElement);"
            " return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 || s.boxShadow !== 'none'; }"
        )
    )


def test_carl_reads_and_replies_without_touching_the_mouse(visit: Open) -> None:
    mo, carl = visit("mo"), visit("carl")
    topic = mo.opens_a_topic("diabetes", marked("For the keyboard"), "Any thoughts?")
    carl.joins("diabetes")
    carl.go(topic)
    carl.page.keyboard.press("Tab")
    assert carl.page.evaluate("() => document.activeElement.classList.contains('skip')"), "the first stop skips the head"
    carl.page.keyboard.press("Enter")
    tab_to(carl, "#c-body")
    assert focus_is_visible(carl)
    words = marked("Typed and sent with the keyboard.")
    carl.page.keyboard.type(words)
    tab_to(carl, "#composer button[value=send].btn")
    assert focus_is_visible(carl)
    carl.page.keyboard.press("Enter")
    expect(carl.page.locator("body")).to_contain_text(words)


def test_a_menu_opens_and_closes_with_the_keyboard(visit: Open) -> None:
    ann = visit("ann")
    ann.go("/")
    tab_to(ann, ".site-head details.menu summary, header details[data-menu] summary")
    ann.page.keyboard.press("Enter")
    expect(ann.page.locator("details[data-menu][open]")).to_have_count(1)
    ann.page.keyboard.press("Escape")
    expect(ann.page.locator("details[data-menu][open]")).to_have_count(0)


# --- without JavaScript ------------------------------------------------------------------------------------------
def test_without_javascript_a_visitor_reads_searches_finds_crisis_help_and_signs_up(visit: Open) -> None:
    reader = visit(java_script_enabled=False)
    reader.go("/c/diabetes/")
    reader.page.locator("main a[href^='/t/']").first.click()
    expect(reader.page.locator("article.post").first).to_be_visible()
    reader.go("/search?q=insulin")
    expect(reader.page.locator("main a[href*='/p/'], main a[href*='/t/']").first).to_be_visible()
    reader.page.locator("a[href='/help/now']").first.click()
    reader.sees("988")
    reader.go("/account/signup/")
    handle = f"nojs-{own_word()}"
    reader.page.fill("input[name=handle]", handle)
    reader.page.fill("input[name=email]", f"{handle}@example.org")
    reader.page.fill("input[name=password1]", "a quiet room with a lamp")
    for part, value in (("day", "3"), ("month", "5"), ("year", "1974")):
        reader.page.fill(f"input[name=born_on_{part}]", value)
    for box in reader.page.locator("main input[type=checkbox][required]").all():
        box.check()
    reader.page.locator("main form button[type=submit]").first.click()
    expect(reader.page).to_have_url(re.compile("/account/confirm-email/"))


def test_without_javascript_a_member_asks_replies_reacts_and_flags(visit: Open) -> None:
    oda, carl = visit("oda", java_script_enabled=False), visit("carl", java_script_enabled=False)
    oda.joins("diabetes")
    words = marked("Without any script")
    topic = oda.opens_a_topic("diabetes", marked("Plain pages"), words)
    carl.joins("diabetes")
    answer = marked("It works here too.")
    carl.replies(topic, answer)
    carl.sees(answer)
    carl.go(topic)
    carl.page.locator("button[value=WITH_YOU]").first.click()
    carl.go(f"/flag/post/{carl.post(words).removeprefix('/p/')}")
    carl.page.locator("input[name=reason][value=OTHER]").check()
    carl.page.locator("main form button[type=submit]").last.click()
    expect(carl.page.locator("h1")).to_be_visible()
    carl.go("/flags/")
    expect(carl.page.locator("main")).to_contain_text("Something else")


def test_without_javascript_the_guard_still_shows_what_it_found(visit: Open) -> None:
    ann = visit("ann", java_script_enabled=False)
    ann.go("/c/diabetes/new")
    ann.page.fill("#c-title", marked("Plain guard"))
    ann.page.fill("#c-body", f"My NHS number is {NHS_NUMBER}.")
    ann.press("Open the topic")
    expect(ann.page.locator(".guard-notice mark")).to_contain_text(NHS_NUMBER)
    ann.press("Remove this and post")
    ann.does_not_see(NHS_NUMBER)


def test_words_survive_a_sign_in_that_has_run_out(visit: Open) -> None:
    ann = visit("ann", java_script_enabled=False)
    topic = visit("mo").opens_a_topic("diabetes", marked("Overnight"), "I will write more tomorrow.")
    words = marked("This took me an hour to write")
    ann.go(topic)
    ann.page.fill("#c-body", words)
    ann.context.clear_cookies(name="sessionid")
    ann.press("Post reply")
    expect(ann.page.locator("body")).to_contain_text(words)
    ann.page.locator("form[action='/compose/keep'] button").first.click()
    ann.page.fill("input[name=login]", "ann@example.org")
    ann.page.fill("input[name=password]", PASSWORD)
    ann.page.locator("main form button[type=submit]").first.click()
    expect(ann.page.locator("#c-body")).to_have_value(words)
