"""The look keeps its own promises: contrast in both schemes, no side named left or right, nothing the CSP refuses."""

from __future__ import annotations

import hashlib
import re
import tomllib
from pathlib import Path

import pytest
from django import forms
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory

WEB = Path(__file__).resolve().parents[3] / "src" / "dayroom" / "web"
TEMPLATES = WEB / "templates"
CSS = (WEB / "static" / "dayroom" / "dayroom.css").read_text(encoding="utf-8")
ICONS = (WEB / "static" / "dayroom" / "icons.svg").read_text(encoding="utf-8")
ALL_TEMPLATES = sorted(TEMPLATES.rglob("*.html"))

# WCAG 2.2: 4.5 for text, 3 for the edges of controls and the focus ring
TEXT, EDGE = 4.5, 3.0
PAIRS = [
    *[(ink, ground, TEXT) for ink in ("ink", "ink-soft", "accent") for ground in ("page", "sheet", "sunk")],
    ("on-accent", "accent", TEXT),
    ("on-accent", "accent-strong", TEXT),
    ("on-stop", "stop", TEXT),
    ("accent", "accent-soft", TEXT),
    ("accent", "warm-soft", TEXT),
    ("accent", "stop-soft", TEXT),
    ("accent-strong", "accent-soft", TEXT),
    *[(tone, ground, TEXT) for tone in ("warm", "stop", "ok") for ground in ("page", "sheet", f"{tone}-soft")],
    *[("ink", f"{tone}-soft", TEXT) for tone in ("accent", "warm", "stop", "ok")],
    *[("edge", ground, EDGE) for ground in ("page", "sheet")],
    *[("focus", ground, EDGE) for ground in ("page", "sheet", "sunk")],
]


def _tokens(selector: str) -> dict[str, str]:
    block = CSS[CSS.index(selector) :]
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block[: block.index("}")]))


def _luminance(color: str) -> float:
    channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [":root {", ':root[data-theme="dark"] {'])
def test_every_pair_of_ink_and_ground_is_legible(scheme: str) -> None:
    tokens = _tokens(scheme)
    weak = [
        (ink, ground, round(_contrast(tokens[ink], tokens[ground]), 2))
        for ink, ground, least in PAIRS
        if _contrast(tokens[ink], tokens[ground]) < least
    ]
    assert weak == []


def test_the_two_ways_into_the_dark_hold_the_same_tokens() -> None:
    assert _tokens(':root[data-theme="dark"] {') == _tokens(':root:not([data-theme="light"]) {')


@pytest.mark.parametrize("name", ["dayroom.css", "health.css", "treatments.css", "listening.css", "alarms.css"])
def test_the_style_sheet_names_no_left_and_no_right(name: str) -> None:
    css = (WEB / "static" / "dayroom" / name).read_text(encoding="utf-8")
    rules = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    physical = re.findall(
        r"(?:margin|padding|border)-(?:left|right)|[{;]\s*(?:left|right)\s*:|text-align: (?:left|right)", rules
    )
    assert physical == []


@pytest.mark.parametrize("path", ALL_TEMPLATES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_no_template_holds_what_the_policy_refuses(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"|javascript:", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"(?:src|<link[^>]*href)=\"https?:", text), "nothing is fetched from elsewhere"


@pytest.mark.parametrize("path", ALL_TEMPLATES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_every_icon_that_a_template_names_is_drawn(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    named = set(re.findall(r'components/icon\.html" with name="([a-z-]+)"', text))
    assert named <= set(re.findall(r'symbol id="([a-z-]+)"', ICONS))


EVERY_TEMPLATE = sorted(WEB.parent.glob("**/templates/**/*.html"))
# sheets that only some pages load, by how a page asks for them
MORE_CSS = {
    "health.css": ("dayroom/health.css", "tracking/_health_head.html"),
    "treatments.css": ("dayroom/treatments.css",),
    "listening.css": ("dayroom/listening.css", "listening/_head.html"),
    "alarms.css": ("dayroom/alarms.css",),
}


def _classes(css: str) -> set[str]:
    return set(re.findall(r"\.([a-zA-Z][\w-]*)", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)))


def _loaded(path: Path, text: str) -> set[str]:
    """The classes a template may name: those of the site, and of the sheets it loads; a part of a page may name all."""
    part = path.name.startswith("_")
    names = [name for name, asked in MORE_CSS.items() if part or any(one in text for one in asked)]
    sheets = [(WEB / "static" / "dayroom" / name).read_text(encoding="utf-8") for name in names]
    return set().union(_classes(CSS), *map(_classes, sheets))


@pytest.mark.parametrize("path", EVERY_TEMPLATE, ids=lambda path: path.as_posix().split("templates/", 1)[1])
def test_every_class_that_a_template_names_is_in_the_style_sheet(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    known = _loaded(path, text)
    named: set[str] = set()
    for value in re.findall(r'class="([^"]*)"', text):
        # a class put together by the template ("note--{{ level }}") leaves a stump that ends in a dash
        words = re.sub(r"\{[%{].*?[%}]\}", " ", value).split()
        named |= {word for word in words if not word.endswith("-")}
    assert named <= known


def test_the_broken_page_needs_nothing() -> None:
    page = get_template("500.html").template.render(_bare_context())
    assert 'href="/help/now"' in page
    assert "words are kept" in page
    assert "{%" not in page


def _bare_context() -> object:
    from django.template import Context

    return Context()


@pytest.mark.parametrize("status", [400, 403, 404, 429, 503])
def test_every_error_page_says_what_to_do_and_leads_to_crisis_help(status: int) -> None:
    page = render_to_string(f"{status}.html", request=RequestFactory().get("/somewhere"))
    main = page[page.index("<main") : page.index("</main>")]
    assert "<h1>" in main
    assert 'href="/help/now"' in main
    assert 'href="/"' in main
    assert "data-words-kept" in main


def test_an_error_page_says_the_sentence_of_the_fault() -> None:
    page = render_to_string("errors/429.html", {"sentence": "Five letters a day to new people."})
    assert "Five letters a day to new people." in page


class _Form(forms.Form):
    handle = forms.CharField(help_text="The name others see.")
    kind = forms.ChoiceField(choices=[("a", "Support"), ("b", "Information")], widget=forms.RadioSelect)
    agree = forms.BooleanField(label="I agree")
    site = forms.CharField(required=False)


def test_a_field_is_tied_to_its_help_and_its_error() -> None:
    html = render_to_string("components/field.html", {"field": _Form({})["handle"]})
    described = re.search(r'aria-describedby="([^"]+)"', html)
    assert described is not None
    for name in described[1].split():
        assert f'id="{name}"' in html
    assert 'aria-invalid="true"' in html


def test_a_group_of_choices_has_a_legend_and_a_single_box_a_label() -> None:
    form = _Form({})
    assert "<legend>Kind" in render_to_string("components/field.html", {"field": form["kind"]})
    single = render_to_string("components/field.html", {"field": form["agree"]})
    assert single.index("<input") < single.index("<label")


def test_a_field_that_may_stay_empty_says_so() -> None:
    assert "(optional)" in render_to_string("components/field.html", {"field": _Form()["site"]})
    assert "(optional)" not in render_to_string("components/field.html", {"field": _Form()["handle"]})


def test_the_summary_of_errors_links_to_each_field() -> None:
    html = render_to_string("components/form.html", {"form": _Form({})})
    assert 'href="#id_handle"' in html
    assert 'role="alert"' in html


def test_crisis_help_renders_without_a_member_and_says_what_nobody_has_checked() -> None:
    lines = [
        {"name": "988", "channels": [("phone", "988", "tel:988"), ("sms", "988", "sms:988")], "checked_at": "1 March"},
        {"name": "Other", "channels": [("phone", "123", "tel:123")], "checked_at": None},
    ]
    country = {"code": "us", "name": "the United States"}
    page = render_to_string("help_now/page.html", {"countries": [country], "country": country, "lines": lines})
    assert 'href="tel:988"' in page
    assert 'href="sms:988"' in page
    assert "Checked on 1 March." in page
    assert page.count("Not yet checked") == 1


def test_crisis_help_renders_with_nothing_at_all() -> None:
    assert "<h1>" in render_to_string("help_now/page.html")


def test_what_is_vendored_is_what_the_list_says() -> None:
    folder = WEB / "static" / "vendor"
    listed = tomllib.loads((folder / "VENDORED.toml").read_text(encoding="utf-8"))["vendored"]
    assert {item["file"] for item in listed} == {p.name for p in folder.iterdir()} - {"VENDORED.toml"}
    for item in listed:
        assert hashlib.sha256((folder / item["file"]).read_bytes()).hexdigest() == item["sha256"]
