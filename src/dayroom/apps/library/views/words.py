"""Words explained: for everybody, and the desk where they are kept."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayroom.apps.library.actions.words import WordThere, drop_word, explain_word
from dayroom.apps.library.forms.words import WordForm
from dayroom.apps.library.presenters.words import by_letter
from dayroom.apps.library.queries.words import word_languages, word_named, words_explained
from dayroom.apps.library.rules.words import TooManyWords, spellings
from dayroom.platform.gates import open_to_all, staff_only

STAFF = ("COMMUNICATIONS_OFFICER", "STEWARD", "CLINICIAN", "OWNER")


@require_safe
@open_to_all("words explained are for everybody")
def word_list(request: HttpRequest) -> HttpResponse:
    names = dict(settings.LANGUAGES)
    held = word_languages()
    own = (get_language() or "en").split("-")[0]
    asked = request.GET.get("lang", "")
    language = asked if asked in held else own if own in held else (held[0] if held else own)
    query = request.GET.get("q", "")[:80].replace("\x00", "")
    return render(request, "library/words.html", {
        "groups": by_letter(words_explained(language, query)), "language": language, "q": query,
        "languages": [(code, names.get(code, code)) for code in held],
        "may_change": request.user.is_authenticated and request.user.has_role(*STAFF),
    })


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*STAFF)
def word_new(request: HttpRequest) -> HttpResponse:
    form = WordForm(request.POST or None, initial={"language": (get_language() or "en").split("-")[0]})
    if request.method == "POST" and form.is_valid() and _keep(request, form, None):
        return redirect("word-list")
    return render(request, "library/word_edit.html", {"form": form, "word": None},
                  status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*STAFF)
def word_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    row = word_named(public_id)
    initial = {"word": row.word, "also": "\n".join(row.also), "meaning": row.meaning, "language": row.language}
    form = WordForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid() and _keep(request, form, public_id):
        return redirect("word-list")
    return render(request, "library/word_edit.html", {"form": form, "word": row}, status=422 if form.errors else 200)


@require_POST
@staff_only(*STAFF)
def word_drop(request: HttpRequest, public_id: str) -> HttpResponse:
    drop_word(row=word_named(public_id), by_id=request.user.pk, now=timezone.now())
    messages.success(request, _("Taken out."))
    return redirect("word-list")


def _keep(request: HttpRequest, form: WordForm, public_id: str | None) -> bool:
    data = form.cleaned_data
    try:
        explain_word(word=data["word"], also=spellings(data["also"]), meaning=data["meaning"],
                     language=data["language"], by_id=request.user.pk, now=timezone.now(),
                     row=word_named(public_id) if public_id else None)
    except (WordThere, TooManyWords) as fault:
        form.add_error("word", str(fault))
        return False
    messages.success(request, _("Kept."))
    return True
