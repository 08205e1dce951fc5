"""Pieces of a page that come out the same every time are rendered once.

A page shows some twenty icons and seventy fixed sentences. Rendering each of them anew costs more than the posts
between them (measured: 3 of 7 ms of a topic page), so the three tags below remember what they gave. They stand in for
Django's own tags of the same names (settings.TEMPLATES); no template has to know.
"""

from __future__ import annotations

from django import template
from django.conf import settings
from django.template.base import FilterExpression, Node, Parser, Token
from django.template.context import Context
from django.template.loader_tags import IncludeNode, do_include
from django.templatetags import i18n, static
from django.templatetags.static import StaticNode
from django.utils.translation import get_language

register = template.Library()

# templates whose output depends on nothing but these two words given to them
STEADY_TEMPLATES = ("components/icon.html", "components/mark.html")
STEADY_WORDS = ("name", "flip")


def is_constant(expression: FilterExpression) -> bool:
    """A literal without filters: Django keeps it as a string, or as a variable with nothing to look up."""
    return not expression.filters and (isinstance(expression.var, str) or expression.var.lookups is None)


class SteadyInclude(Node):
    """An include that remembers its output for each of the words given to it."""

    def __init__(self, inner: IncludeNode) -> None:
        self.inner = inner
        self.words = [(name, inner.extra_context.get(name)) for name in STEADY_WORDS]

    def render(self, context: Context) -> str:
        given = (context.get(name) if word is None else word.resolve(context) for name, word in self.words)
        key = (str(self.inner.template.var), *map(str, given))
        if key not in _included:
            _included[key] = self.inner.render(context)
        return _included[key]


_included: dict[tuple[str, ...], str] = {}


@register.tag("include")
def include(parser: Parser, token: Token) -> Node:
    inner = do_include(parser, token)
    if settings.DEBUG or not is_constant(inner.template) or str(inner.template.var) not in STEADY_TEMPLATES:
        return inner
    inner.origin, inner.token = parser.origin, token  # type: ignore[assignment]  # as Django does it; the parser gives these to the outer node only
    return SteadyInclude(inner)


class SteadyTranslate(Node):
    """A fixed sentence in each language, and where it is put."""

    def __init__(self, inner: i18n.TranslateNode) -> None:
        self.inner, self.asvar, self.made = inner, inner.asvar, {}  # type: ignore[var-annotated]  # language → sentence

    def render(self, context: Context) -> str:
        language = get_language()
        if language not in self.made:
            self.inner.asvar = None
            self.made[language] = self.inner.render(context)
        if self.asvar:
            context[self.asvar] = self.made[language]
            return ""
        return self.made[language]


def translate(parser: Parser, token: Token) -> Node:
    inner = i18n.do_translate(parser, token)
    steady = isinstance(inner, i18n.TranslateNode) and inner.message_context is None
    return SteadyTranslate(inner) if steady and is_constant(inner.filter_expression) else inner


class SteadyStatic(Node):
    """The address of a fixed file: a collected file changes its name with its content, so no name goes stale."""

    def __init__(self, inner: StaticNode) -> None:
        self.inner, self.made = inner, ""

    def render(self, context: Context) -> str:
        self.made = self.made or self.inner.render(context)
        return self.made


def static_address(parser: Parser, token: Token) -> Node:
    inner = static.do_static(parser, token)
    steady = inner.varname is None and is_constant(inner.path) and not settings.DEBUG
    return SteadyStatic(inner) if steady else inner
