"""Spanish: the pages that must have it, and that no translation lost a placeholder on the way."""

from __future__ import annotations

import gettext as stdlib_gettext
import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.utils import formats, translation
from django.utils.translation import gettext, trans_real
from tools import translations

from dayroom.apps.communities.models import Community
from dayroom.apps.communities.presenters import words
from dayroom.apps.people.models import Consent, Member
from dayroom.kernel.errors import Conflict, NotFound
from tests import cast
from tests.integration.communities.talk import client_of, joined, opened, room, said

pytestmark = pytest.mark.django_db
LANGUAGE_COOKIE = settings.LANGUAGE_COOKIE_NAME
NHS = "Me rechazaron. Mi número del NHS es 943 476 5919."
CRY = "I am going to kill myself tonight, I have the pills here."


@pytest.fixture(autouse=True, scope="module")
def _compiled() -> Iterator[None]:
    """The compiled file is made by the set-up and not committed: without it, or with an old one, it is made here."""
    sources = [translations.po_path(language) for language in translations.LANGUAGES]
    old = [po for po in sources if not po.with_suffix(".mo").exists()
           or po.with_suffix(".mo").stat().st_mtime < po.stat().st_mtime]
    if old:
        translations.compile_all()
        # what Django and our own tables have read so far was read without it
        for kept in (trans_real._translations, stdlib_gettext._translations):
            kept.clear()
        trans_real._default = None
    for kept_by_language in (words.words_in, words.profession_in):
        kept_by_language.cache_clear()
    yield
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def spanish() -> Client:
    return Client(headers={"accept-language": "es-MX,es;q=0.9,en;q=0.5"})


@pytest.fixture
def ann() -> Member:
    return joined(cast.ann(), room())


def place_of(person: Member) -> Community:
    return Community.objects.get(memberships__member=person)


def member_in_spanish(person: Member) -> Client:
    client = client_of(person)
    client.cookies[LANGUAGE_COOKIE] = "es"
    return client


def shown(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    page = answer.content.decode()
    assert answer.status_code == status
    assert '<html lang="es"' in page
    assert answer.headers["Content-Language"].startswith("es")
    return page


# --- the pages -------------------------------------------------------------------------------------------------------


def test_joining_is_in_spanish(spanish: Client) -> None:
    page = shown(spanish, "/account/signup/")
    assert "Fecha de nacimiento" in page
    assert "El nombre que ven los demás" in page
    assert '<option value="es" selected' in page


def test_a_form_with_mistakes_says_so_in_spanish(spanish: Client) -> None:
    answer = spanish.post("/account/signup/", {"handle": "x", "email": "nobody", "password1": "short"})
    page = answer.content.decode()
    assert "Mira esto otra vez, por favor" in page
    assert "Un alias tiene de 2 a 24 letras o cifras" in page


def test_the_mail_after_joining_is_in_spanish(spanish: Client) -> None:
    answer = spanish.post("/account/signup/", {
        "handle": "rosa-h", "email": "rosa@example.org", "password1": "cuatro palabras muy largas", "language": "es",
        "born_on_day": "4", "born_on_month": "3", "born_on_year": "1980", "terms": "on", "health_data": "on",
    })
    assert answer.status_code == 302
    (sent,) = mail.outbox
    assert "Confirma tu dirección de correo" in sent.subject
    assert "abre este enlace para confirmar tu dirección" in sent.body
    assert "please" not in sent.body


def test_the_profile_names_countries_in_spanish_in_the_order_of_their_names(ann: Member) -> None:
    page = shown(member_in_spanish(ann), "/me/")
    names = re.findall(r'<option value="[A-Z]{2}"[^>]*>([^<]+)</option>', page)
    assert "Estados Unidos" in names
    assert names.index("Irlanda") < names.index("Islas Åland") < names.index("Italia")


def test_signing_in_is_in_spanish(spanish: Client) -> None:
    assert "Qué bueno verte." in shown(spanish, "/account/login/")


def test_privacy_is_in_spanish_for_visitors_and_members(spanish: Client, ann: Member) -> None:
    assert "Tu correo nunca se muestra a nadie." in shown(spanish, "/privacy/")
    assert "Llévate una copia" in shown(member_in_spanish(ann), "/privacy/")


def test_a_consent_is_kept_in_the_language_it_was_read_in(ann: Member) -> None:
    client = member_in_spanish(ann)
    assert "Mis publicaciones públicas pueden contarse" in shown(client, "/privacy/")
    client.post("/privacy/consent/COUNTING", {"give": "yes"})
    assert Consent.objects.get(member=ann).language == "es"


def test_the_composer_is_in_spanish_and_says_who_will_read(ann: Member) -> None:
    page = shown(member_in_spanish(ann), f"/c/{place_of(ann).slug}/new")
    assert "¿Qué te ayudaría?" in page
    assert "podrán leer esto" in page


def test_the_topic_page_is_in_spanish(ann: Member) -> None:
    topic = opened(ann, place_of(ann))
    page = shown(member_in_spanish(ann), f"/t/{topic.public_id}/")
    assert "Tu respuesta" in page
    assert "Retirar" in page


def test_the_guard_explains_itself_in_the_language_of_the_writer_not_of_the_community(ann: Member) -> None:
    place = place_of(ann)
    assert place.language == "en"
    answer = member_in_spanish(ann).post(f"/c/{place.slug}/new", {"title": "Carta", "body": NHS})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Esto parece un número del NHS." in page
    assert "Quitar esto y publicar" in page


def test_after_a_cry_for_help_the_words_and_the_lines_are_in_spanish(ann: Member) -> None:
    topic = opened(ann, place_of(ann))
    client = member_in_spanish(ann)
    page = client.post(f"/t/{topic.public_id}/reply", {"body": CRY, "submit_key": "k-1"}, follow=True).content.decode()
    assert "Habla con alguien ahora, por favor" in page
    assert "24 horas" in page
    assert "Please" not in page


def test_crisis_help_is_in_spanish_with_countries_and_languages_by_name(spanish: Client) -> None:
    page = shown(spanish, "/help/now?country=US")
    assert "Llama al 911" in page
    assert "24 horas · inglés, español" in page.replace("Inglés", "inglés").replace("Español", "español")
    assert ">Estados Unidos</option>" in page
    assert 'href="tel:988"' in page


def test_a_page_that_is_not_here_says_so_in_spanish(spanish: Client) -> None:
    page = shown(spanish, "/t/nothinghere/", status=404)
    assert "No encontramos esta página" in page
    assert "Esto no está aquí, o no es para ti." in page


def test_an_error_is_read_in_the_language_of_its_reader_wherever_it_was_raised() -> None:
    fault = Conflict()
    with translation.override("es"):
        assert str(fault) == "Alguien cambió esto mientras tanto."
    with translation.override("en"):
        assert str(fault) == "Somebody changed this in the meantime."
    assert str(NotFound("This one.")) == "This one."


def test_numbers_and_days_are_written_the_spanish_way() -> None:
    with translation.override("es"):
        assert formats.number_format(1234567, force_grouping=True).replace("\xa0", ".") == "1.234.567"
        assert formats.date_format(datetime(2026, 3, 4, tzinfo=UTC), "DATE_FORMAT") == "4 de marzo de 2026"


def test_singular_and_plural_are_told_apart() -> None:
    with translation.override("es"):
        said_of = [translation.ngettext("%(n)d reply", "%(n)d replies", n) % {"n": n} for n in (0, 1, 2)]
    assert said_of == ["0 respuestas", "1 respuesta", "2 respuestas"]


# --- changing the language -------------------------------------------------------------------------------------------


def test_the_language_is_changed_by_a_plain_form_that_comes_back_to_the_same_page(client: Client) -> None:
    page = client.get("/communities/?q=lupus").content.decode()
    form = re.search(r'<form action="(/i18n/setlang/)" method="post">.*?</form>', page, re.DOTALL)
    assert form is not None
    wanted = re.search(r'name="next" value="([^"]*)"', form[0])
    assert wanted is not None
    assert 'type="submit"' in form[0]
    answer = client.post(form[1], {"next": wanted[1], "language": "es"})
    assert (answer.status_code, answer["Location"]) == (302, "/communities/?q=lupus")
    assert '<html lang="es"' in client.get(answer["Location"]).content.decode()


def test_a_language_we_do_not_have_falls_back_to_english() -> None:
    page = Client(headers={"accept-language": "tlh"}).get("/account/login/").content.decode()
    assert '<html lang="en"' in page


def test_a_member_reads_in_their_own_language_on_any_device(ann: Member) -> None:
    Member.objects.filter(pk=ann.pk).update(language="es")
    assert "Privacidad" in shown(client_of(ann), "/privacy/")


def test_words_of_members_keep_their_own_language(ann: Member) -> None:
    topic = opened(ann, place_of(ann))
    said(ann, topic, "Thank you.")
    assert "Thank you." in shown(member_in_spanish(ann), f"/t/{topic.public_id}/")


# --- the file of translations ----------------------------------------------------------------------------------------


def test_every_translation_has_the_placeholders_of_its_message() -> None:
    assert [line for language in translations.LANGUAGES for line in translations.misfits(language)] == []


def test_a_lost_placeholder_would_be_noticed() -> None:
    assert translations.PLACEHOLDER.findall("%(name)s, {x}, %s, 5 %% sure") == ["%(name)s", "{x}", "%s"]


def test_the_file_holds_no_dates_and_no_empty_fields() -> None:
    head = translations.po_path("es").read_text(encoding="utf-8").split("\n\n")[0]
    assert not re.search(r"EMAIL|FULL NAME|YEAR|Date|li\.org", head)
    assert "Language: es" in head


def test_writing_the_file_again_changes_nothing() -> None:
    path = translations.po_path("es")
    assert translations.written(translations.read("es"), "es") == path.read_bytes()


def test_the_site_and_the_guard_say_the_same_in_spanish() -> None:
    with translation.override("es"):
        for sentence, own in translations.guard_translations("es").items():
            assert gettext(sentence) == own
