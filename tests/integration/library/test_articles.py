"""An article from draft to live: two reviewers, evidence kept, a changed text goes through the steps again."""

from __future__ import annotations

import gc
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dayroom.apps.audit.models import Event
from dayroom.apps.library.actions.founding import library_root
from dayroom.apps.library.actions.loading import load_article
from dayroom.apps.library.actions.publishing import look_at_days, publish_article, publish_due, schedule_article
from dayroom.apps.library.actions.reviews import decide_on_desk, send_to_review
from dayroom.apps.library.actions.writing import Draft, begin_article, change_article
from dayroom.apps.library.models import ArticlePage, ArticlePicture, Decision, Recording, Standing
from dayroom.apps.library.models.finding import Findable
from dayroom.apps.library.rules.articles import NotReady, NotYours
from dayroom.apps.library.vocabulary.articles import Missing, Step
from dayroom.apps.people.models import Member, Persona
from tests.cast import NOW, ann, member, oda, okoye, sue, with_role

pytestmark = pytest.mark.django_db

LOW = {
    "title": "Low blood sugar: what to do", "summary": "How a low feels, and how to treat it.",
    "audience": ("patients",), "conditions": ("Type 2 diabetes",), "funding": "None.", "interests": "None.",
    "blocks": (
        ("now", {"items": [{"urgency": "emergency", "title": "Will not wake", "text": "Call for help now."}]}),
        ("text", {"heading": "How it feels", "markdown": "You may shake. You may sweat. **Sugar helps.**"}),
        ("dos", {"do": ["Carry sugar."], "dont": ["Drive."]}),
    ),
    "sources": ({"body": "World Health Organization", "title": "Diabetes", "year": 2024, "tier": 1, "checked": False},),
    "editions": ((date(2026, 11, 1), "First published."),), "review_by": date(2028, 11, 1),
}


def clinician(handle: str) -> Member:
    person = okoye() if handle == "ngozi-o" else with_role(member(handle), "CLINICIAN")
    Persona.objects.create(
        member=person, handle=f"dr-{handle}", display_name=f"Dr {handle.title()}", profession="physician",
        interests="None", made_at=NOW, verified_until=date(2028, 1, 1),
    )
    return person


@pytest.fixture
def author() -> Member:
    return clinician("ngozi-o")


@pytest.fixture
def people(author: Member) -> dict[str, Member]:
    return {"ngozi-o": author, "tess": clinician("tess"), "oda": oda()}


def draft(people: dict[str, Member], **changes: object) -> Draft:
    told = {
        **LOW, "author": people["ngozi-o"], "clinical_reviewer": people["tess"], "plain_reviewer": people["oda"],
        **changes,
    }
    return Draft(**told)  # type: ignore[arg-type]  # a test's own keywords


def begun(people: dict[str, Member], **changes: object) -> ArticlePage:
    return begin_article(draft=draft(people, **changes), by=people["ngozi-o"], now=NOW)


def approved(people: dict[str, Member], **changes: object) -> ArticlePage:
    article = begun(people, **changes)
    send_to_review(article=article, by=people["ngozi-o"], now=NOW)
    decide_on_desk(article=article, by=people["tess"], approve=True, words="", now=NOW)
    decide_on_desk(article=article, by=people["oda"], approve=True, words="", now=NOW)
    return article


def live(people: dict[str, Member], **changes: object) -> ArticlePage:
    article = approved(people, **changes)
    publish_article(article=article, by=people["oda"], now=NOW)
    return article


def step_of(article: ArticlePage) -> str:
    return Standing.objects.get(article=article).step


def signed_in(person: Member) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_an_article_goes_from_draft_to_live_and_every_step_keeps_what_it_stood_on(people: dict[str, Member]) -> None:
    article = live(people)
    assert step_of(article) == Step.LIVE
    verdicts = list(Decision.objects.order_by("pk").values_list("verdict", flat=True))
    assert verdicts == ["SENT", "APPROVED", "APPROVED", "PUBLISHED"]
    assert len(set(Decision.objects.values_list("digest", flat=True))) == 1
    kept = Decision.objects.order_by("pk").last()
    assert kept is not None
    assert kept.evidence["facts"]["sources"] == 1
    assert kept.evidence["conduct"]["S2"] == "PASS"
    actions = Event.objects.filter(action__startswith="article.").values_list("action", flat=True)
    assert {"article.begun", "article.sent", "article.approved", "article.published"} <= set(actions)
    page = Client().get(f"/library/{article.slug}")
    assert page.status_code == 200
    text = page.content.decode()
    for words in ("Dr Ngozi-O", "Dr Tess", "World Health Organization", "not yet checked", "MedicalWebPage", "<strong>Sugar helps."):
        assert words in text
    assert set(page.cookies) <= {"csrftoken"}  # the frame of every page sets that one
    assert article.slug in Client().get("/library/?q=blood+sugar").content.decode()


def test_a_wording_that_lacks_something_is_not_sent(people: dict[str, Member]) -> None:
    article = begun(people, sources=(), interests="", clinical_reviewer=people["ngozi-o"])
    with pytest.raises(NotReady) as refused:
        send_to_review(article=article, by=people["ngozi-o"], now=NOW)
    assert set(refused.value.missing) == {Missing.SOURCES, Missing.INTERESTS, Missing.REVIEWER_IS_AUTHOR}
    assert step_of(article) == Step.DRAFT


def test_only_who_is_named_and_has_not_written_decides(people: dict[str, Member]) -> None:
    article = begun(people)
    send_to_review(article=article, by=people["ngozi-o"], now=NOW)
    for nobody in (people["ngozi-o"], people["oda"], sue()):
        with pytest.raises(NotYours):
            decide_on_desk(article=article, by=nobody, approve=True, words="", now=NOW)
    change_article(article=article, draft=draft(people, summary="Shorter."), by=people["tess"], now=NOW)
    article.refresh_from_db()
    assert step_of(article) == Step.DRAFT
    send_to_review(article=article, by=people["ngozi-o"], now=NOW)
    with pytest.raises(NotYours):
        decide_on_desk(article=article, by=people["tess"], approve=True, words="", now=NOW)


def test_an_edit_after_approval_voids_it(people: dict[str, Member]) -> None:
    article = approved(people)
    assert step_of(article) == Step.APPROVED
    change_article(article=article, draft=draft(people, title="Another title"), by=people["ngozi-o"], now=NOW)
    assert step_of(article) == Step.DRAFT
    assert Event.objects.filter(action="article.approval_voided").count() == 1
    Standing.objects.filter(article=article).update(step=Step.APPROVED)
    with pytest.raises(NotReady) as refused:
        publish_article(article=article, by=people["oda"], now=NOW)
    assert Missing.CLINICAL_APPROVAL in refused.value.missing


def test_an_approval_that_comes_too_late_publishes_nothing_and_asks_for_a_new_time(people: dict[str, Member]) -> None:
    article = begun(people)
    send_to_review(article=article, by=people["ngozi-o"], wanted_at=NOW + timedelta(hours=1), now=NOW)
    late = NOW + timedelta(hours=2)
    decide_on_desk(article=article, by=people["tess"], approve=True, words="", now=late)
    decide_on_desk(article=article, by=people["oda"], approve=True, words="", now=late)
    assert step_of(article) == Step.APPROVED
    assert publish_due(late) == {"published": 0, "stopped": 0}
    schedule_article(article=article, wanted_at=late + timedelta(hours=1), by=people["oda"], now=late)
    assert publish_due(late + timedelta(hours=1)) == {"published": 1, "stopped": 0}
    article.refresh_from_db()
    assert article.live


def test_what_is_too_hard_waits_for_a_reason_in_writing(people: dict[str, Member]) -> None:
    hard = " ".join(["Administration of pharmacological interventions necessitates comprehensive interdisciplinary "
                     "evaluation considering contraindications, comorbidities and individual pharmacokinetics."] * 4)
    article = begun(people, blocks=(("text", {"heading": "", "markdown": hard}),))
    send_to_review(article=article, by=people["ngozi-o"], now=NOW)
    decide_on_desk(article=article, by=people["tess"], approve=True, words="", now=NOW)
    with pytest.raises(NotReady) as refused:
        decide_on_desk(article=article, by=people["oda"], approve=True, words="", now=NOW)
    assert refused.value.missing == (Missing.TOO_HARD,)
    decide_on_desk(article=article, by=people["oda"], approve=True, words="The law asks for these words.", now=NOW)
    assert step_of(article) == Step.APPROVED


def test_past_its_review_day_a_page_says_so_and_half_a_year_later_it_is_no_longer_listed(people: dict[str, Member]) -> None:
    article = live(people)
    ArticlePage.objects.filter(pk=article.pk).update(review_by=NOW.date() - timedelta(days=1))
    assert look_at_days(NOW) == {"told": 1, "unlisted": 0}
    assert "past its review day" in Client().get(f"/library/{article.slug}").content.decode()
    ArticlePage.objects.filter(pk=article.pk).update(review_by=NOW.date() - timedelta(days=200))
    assert look_at_days(NOW) == {"told": 0, "unlisted": 1}
    assert not Findable.objects.exists()
    assert article.title not in Client().get("/library/").content.decode()
    assert Client().get(f"/library/{article.slug}").status_code == 200


def test_readers_say_whether_it_helped_and_what_is_unclear_without_a_name(people: dict[str, Member]) -> None:
    article = live(people)
    visitor = Client()
    assert visitor.post(f"/library/{article.slug}/helpful", {"helpful": "no"}).status_code == 302
    assert visitor.post(f"/library/{article.slug}/helpful", {"helpful": "no"}).status_code == 429
    assert visitor.post(f"/library/{article.slug}/unclear", {"text": "How much sugar is that?"}).status_code == 302
    named = visitor.post(f"/library/{article.slug}/unclear", {"text": "My NHS number is 943 476 5919, help."})
    assert named.status_code == 422
    desk = signed_in(people["oda"]).get("/desk/library/feedback").content.decode()
    assert "How much sugar is that?" in desk
    assert "943 476" not in desk


def test_the_steps_are_taken_on_the_desk(people: dict[str, Member]) -> None:
    article = begun(people)
    address = f"/desk/library/articles/{article.public_id}"
    tess, writer = signed_in(people["tess"]), signed_in(people["ngozi-o"])
    assert writer.post(f"{address}/send", {}).status_code == 302
    revision = Standing.objects.get(article=article).revision_id
    assert writer.post(f"{address}/decide", {"verdict": "approve", "revision": revision}).status_code == 403
    assert tess.post(f"{address}/decide", {"verdict": "back", "revision": revision}).status_code == 422
    assert tess.post(f"{address}/decide", {"verdict": "approve", "revision": 0}).status_code == 422
    assert tess.post(f"{address}/decide", {"verdict": "approve", "revision": revision}).status_code == 302
    assert 'value="approve"' in signed_in(people["oda"]).get(address).content.decode()
    assert signed_in(ann()).get(address).status_code == 403


def test_suggestions_name_their_reason_and_can_be_turned_off(people: dict[str, Member]) -> None:
    article = live(people)
    reader = ann()
    client = signed_in(reader)
    assert client.post("/library/for-me", {"suggestions": "on", "interests": ["type-2-diabetes"]}).status_code == 302
    assert "Because you asked to read about" in client.get("/library/").content.decode()
    assert client.post("/library/for-me", {"interests": ["type-2-diabetes"]}).status_code == 302
    assert "Because you" not in client.get("/library/").content.decode()
    assert article.slug in client.get("/library/conditions/type-2-diabetes").content.decode()


def test_a_file_becomes_an_article_through_the_same_steps(people: dict[str, Member]) -> None:
    told = {
        "slug": "sleep", "title": "Sleeping better", "kind": "article", "language": "en", "audience": ["patients"],
        "conditions": ["insomnia"], "summary": "Small things that help.", "author": "ngozi-o",
        "clinical_reviewer": "tess", "plain_reviewer": "oda", "funding": "None.", "interests": "None.",
        "written": date(2026, 1, 2), "reviewed": date(2026, 2, 1), "review_by": date(2026, 5, 1),
        "versions": [{"date": date(2026, 2, 1), "what": "First published."}],
        "sources": [{"body": "NHS", "title": "Insomnia", "year": 2024, "tier": 1, "checked": True}],
        "blocks": [{"type": "facts", "items": ["Get up at the same time each day.", "Light in the morning helps."]}],
    }
    loaded = load_article(told, people, now=NOW)
    assert (loaded.reached, loaded.held) == ("live", "")
    assert ArticlePage.objects.get(slug="sleep").reviewed_on == date(2026, 2, 1)


def test_an_article_that_is_taken_down_is_gone_for_readers_and_kept_for_the_desk(people: dict[str, Member]) -> None:
    article = live(people)
    address = f"/desk/library/articles/{article.public_id}"
    desk = signed_in(people["oda"])
    assert desk.post(f"{address}/withdraw", {"words": ""}).status_code == 422
    assert desk.post(f"{address}/withdraw", {"words": "A source was taken back."}).status_code == 302
    assert Client().get(f"/library/{article.slug}").status_code == 404
    assert not Findable.objects.exists()
    assert "A source was taken back." in desk.get(address).content.decode()


def test_the_editor_stands_behind_role_and_second_factor_and_publishes_nothing(people: dict[str, Member]) -> None:
    article = begun(people)
    edit = f"/desk/library/write/pages/{article.pk}/edit/"
    assert Client().get(edit).headers["Location"].startswith("/account/login/")
    assert signed_in(ann()).get(edit).status_code == 403
    unproven = member("unproven", roles_cached="COMMUNICATIONS_OFFICER")
    assert signed_in(unproven).get(edit).status_code == 403
    desk = signed_in(people["oda"])
    page = desk.get(edit)
    assert page.status_code == 200
    assert "action-publish" not in page.content.decode()
    # which handle belongs to a professional is nobody's business, at the desk too
    assert "Dr Ngozi-O" in page.content.decode()
    assert ">ngozi-o<" not in page.content.decode()
    assert "'unsafe-eval'" not in page.headers["Content-Security-Policy"]
    assert "unsafe" not in desk.get("/desk/library/").headers["Content-Security-Policy"]
    for closed in ("workflows/list/", "reports/workflow/", f"pages/{article.pk}/delete/", f"pages/{article.pk}/unpublish/"):
        assert desk.get(f"/desk/library/write/{closed}").status_code == 404, closed
    form = {"action-publish": "1", "title": "Low", "slug": article.slug, "kind": "article", "language": "en", "ai_role": "NONE",
            "body-count": 0, "sources-count": 0, "editions-count": 0, "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}
    assert desk.post(edit, form).status_code in (200, 302, 403)
    article.refresh_from_db()
    assert not article.live
    assert article.latest_revision.user == people["oda"]


def test_a_recording_needs_captions_or_a_transcript_and_is_played_in_parts(people: dict[str, Member]) -> None:
    desk = signed_in(people["oda"])
    film = b"\x00\x00\x00\x18ftypisom" + bytes(500)

    def sent(**more: object) -> dict[str, object]:
        return {"title": "A low", "file": SimpleUploadedFile("low.mp4", film), **more}

    assert desk.post("/desk/library/recordings", sent()).status_code == 422
    assert desk.post("/desk/library/recordings", {**sent(transcript="Hello."), "file": SimpleUploadedFile("a.mp4", b"<svg")}).status_code == 422
    assert desk.post("/desk/library/recordings", sent(captions=SimpleUploadedFile("a.vtt", b"1\nno"))).status_code == 422
    assert desk.post("/desk/library/recordings", sent(transcript="Hello.", captions=SimpleUploadedFile("a.vtt", b"WEBVTT\n"))).status_code == 302
    name = Recording.objects.get().public_id
    article = live(people, kind="video", blocks=(("recording", {"recording": name, "title": "A low"}),))
    page = Client().get(f"/library/{article.slug}").content.decode()
    assert 'kind="captions"' in page
    assert "Hello." in page
    part = Client().get(f"/library/recordings/{name}", headers={"Range": "bytes=0-9"})
    assert (part.status_code, len(b"".join(part.streaming_content))) == (206, 10)  # type: ignore[attr-defined]
    assert Client().get(f"/library/recordings/{name}/captions").content.startswith(b"WEBVTT")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")  # Wagtail's own
def test_pictures_without_words_and_infographics_without_a_twin_do_not_pass(people: dict[str, Member]) -> None:
    from django.core.files.images import ImageFile
    from PIL import Image

    library_root()
    file = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(file, "PNG")
    picture = ArticlePicture.objects.create(title="A hand", file=ImageFile(file, name="hand.png"))
    blocks = (("picture", {"picture": picture, "decorative": False, "alt": "", "caption": ""}),
              ("infographic", {"picture": picture, "alt": "Three steps", "twin": ""}))
    article = begun(people, blocks=(*LOW["blocks"], *blocks))
    with pytest.raises(NotReady) as refused:
        send_to_review(article=article, by=people["ngozi-o"], now=NOW)
    assert set(refused.value.missing) == {Missing.PICTURE_WORDS, Missing.TWIN}
    spoken = (("picture", {"picture": picture, "decorative": False, "alt": "A hand on a cup", "caption": "Our own"}),)
    page = Client().get(f"/library/{live(people, blocks=(*LOW['blocks'], *spoken)).slug}").content.decode()
    address = page.split('<img src="')[1].split('"')[0]
    shown = Client().get(address)
    assert (shown.status_code, shown.headers["Content-Type"]) == (200, "image/png")
    assert Client().get(f"/library/pictures/drawn/{picture.file.name.split('/')[-1]}").status_code == 404
    gc.collect()  # while the warning about it is ours to pass over


def test_a_permission_that_is_taken_back_takes_the_article_down(people: dict[str, Member]) -> None:
    from dayroom.apps.library.plugs.articles import AuthorizedArticles

    article = live(people)
    AuthorizedArticles().take_down(article.pk, now=NOW)
    AuthorizedArticles().take_down(article.pk, now=NOW)
    assert Client().get(f"/library/{article.slug}").status_code == 404
    assert Decision.objects.filter(verdict="WITHDRAWN").count() == 1


def test_whoever_leaves_is_unnamed_and_the_articles_stay(people: dict[str, Member]) -> None:
    article = live(people)
    from dayroom.apps.library.plugs.articles import LibraryData

    titles = [row["title"] for _table, rows in LibraryData().export(people["ngozi-o"].pk) for row in rows if "title" in row]
    assert article.title in titles
    LibraryData().erase(people["ngozi-o"].pk)
    page = Client().get(f"/library/{article.slug}")
    assert page.status_code == 200
    assert "Ngozi" not in page.content.decode()


def test_a_notice_leads_a_reviewer_to_the_desk_and_an_author_without_one_to_the_page(people: dict[str, Member]) -> None:
    from dayroom.apps.library.plugs.articles import ArticleNotices

    article, writer = live(people), ann()
    assert ArticleNotices().describe([article.pk], people["oda"].pk)[article.pk][1].startswith("/desk/library/articles/")
    assert ArticleNotices().describe([article.pk], writer.pk)[article.pk][1] == f"/library/{article.slug}"
    assert ArticleNotices().describe([begun(people).pk], writer.pk) == {}
