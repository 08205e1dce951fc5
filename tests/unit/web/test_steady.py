"""What is rendered once must be what would be rendered each time."""

from __future__ import annotations

from django.template import engines
from django.utils import translation


def show(source: str, **given: object) -> str:
    return engines["django"].from_string(source).render(given)


def test_icons_of_different_names_stay_different() -> None:
    source = '{% for n in names %}{% include "components/icon.html" with name=n %}{% endfor %}'
    shown = show(source, names=["bell", "mail", "bell"])
    assert (shown.count("#bell"), shown.count("#mail")) == (2, 1)
    flipped = show('{% include "components/icon.html" with name="bell" flip=1 %}')
    assert "icon--flip" in flipped
    assert "icon--flip" not in show('{% include "components/icon.html" with name="bell" %}')


def test_a_fixed_sentence_is_remembered_for_each_language() -> None:
    source = '{% load i18n %}{% translate "Search" %}{% translate "Search" as word %}|{{ word }}'
    with translation.override("en"):
        assert show(source) == "Search|Search"
    template = engines["django"].from_string(source)
    seen = set()
    for language in ("en", "es", "en"):
        with translation.override(language):
            left, right = template.render({}).split("|")
            assert left == right
            seen.add((language, left))
    assert len({language for language, _words in seen}) == len(seen)


def test_words_from_a_variable_are_never_remembered() -> None:
    template = engines["django"].from_string("{% load i18n %}{% translate word %}")
    assert [template.render({"word": word}) for word in ("one", "two")] == ["one", "two"]


def test_other_includes_are_left_as_they_are() -> None:
    source = '{% include "components/page_head.html" with title=t %}'
    template = engines["django"].from_string(source)
    assert "One" in template.render({"t": "One"})
    assert "Two" in template.render({"t": "Two"})
