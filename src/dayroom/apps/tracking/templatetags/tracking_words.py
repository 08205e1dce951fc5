"""Codes of the record in words."""

from __future__ import annotations

from django import template

from dayroom.apps.tracking.presenters.told import audience_words
from dayroom.engines.measures.terms import Term

register = template.Library()
register.filter("audience_words", audience_words)


@register.filter
def term_name(term: Term, language: str) -> str:
    return term.name(language)
