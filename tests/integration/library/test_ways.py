"""Ways into the library: staying well, who helps with what, the papers behind a page, and who stands behind it."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from dayroom.apps.library.models.finding import Findable
from dayroom.apps.people.models import Member, Persona
from tests.cast import oda
from tests.integration.library.test_articles import LOW, clinician, live

pytestmark = pytest.mark.django_db
PAPER = {"body": "The Lancet", "title": "A trial", "year": 2021, "tier": 2, "checked": True,
         "doi": "10.1016/S0140-6736(21)00682-6", "pmid": "33915094"}


@pytest.fixture
def people() -> dict[str, Member]:
    return {"ngozi-o": clinician("ngozi-o"), "tess": clinician("tess"), "oda": oda()}


def page(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_pages_about_staying_well_stand_first(people: dict[str, Member]) -> None:
    shots = live(people, title="Flu shots", slug="flu-shots", prevents=True)
    live(people, title="Low sugar", slug="low-sugar")
    home = page("/library/")
    assert home.index("Staying well") < home.index(f"/library/{shots.slug}") < home.index("Last reviewed")
    only = page("/library/?about=staying-well")
    assert "/library/flu-shots" in only
    assert "/library/low-sugar" not in only


def test_who_helps_with_what_is_read_checked_and_found(people: dict[str, Member]) -> None:
    team = ("team", {"people": [{"who": "Dietitian", "does": "Food you like that fits.", "reach": "Ask your clinic."},
                                {"who": "Foot clinic", "does": "Looks at your feet.", "reach": ""}]})
    article = live(people, blocks=(*LOW["blocks"], team))  # type: ignore[misc]  # a tuple of blocks
    shown = page(f"/library/{article.slug}")
    assert shown.index("Who helps with what") < shown.index("Dietitian") < shown.index("Foot clinic")
    assert " dietitian " in Findable.objects.get(kind="article").terms
    hub = live(people, kind="hub", title="Type 2 diabetes", slug="hub", blocks=(*LOW["blocks"], team))  # type: ignore[misc]  # the same
    assert "Looks at your feet" in page("/library/conditions/type-2-diabetes")
    assert hub.condition_slugs == " type-2-diabetes "


def test_a_paper_is_one_press_away_and_a_made_up_number_is_no_link(people: dict[str, Member]) -> None:
    wrong = {**PAPER, "doi": "javascript:alert(1)", "pmid": "12a"}
    shown = page(f"/library/{live(people, sources=(PAPER, wrong)).slug}")
    assert 'href="https://doi.org/10.1016/S0140-6736%2821%2900682-6"' in shown
    assert 'href="https://pubmed.ncbi.nlm.nih.gov/33915094/"' in shown
    assert shown.count("https://doi.org/") == 1
    assert 'href="javascript:' not in shown


def test_checked_professionals_are_shown_with_what_they_wrote_and_nobody_else(people: dict[str, Member]) -> None:
    live(people)
    shown = page("/library/people")
    assert "Dr Ngozi-O" in shown
    assert "wrote 1 page" in shown
    assert "checked 1 page" in shown
    assert ">oda<" not in shown  # made it easier to read, and is no professional
    Persona.objects.update(verified_until=date(2026, 1, 1))
    assert "Nobody here yet" in page("/library/people")
