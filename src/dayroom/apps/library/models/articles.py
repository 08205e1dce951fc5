"""The pages of the library: Wagtail keeps them, their wordings and the tree; our own rows say what may go out."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from dayroom.apps.library.models import blocks
from dayroom.apps.library.models.panels import ArticleForm
from dayroom.apps.library.vocabulary.articles import AiRole, ArticleKind
from dayroom.platform.models import PublicIdField


class LibraryRoot(Page):
    """The one shelf on which every article stands."""

    max_count = 1
    subpage_types: ClassVar[list[str]] = ["library.ArticlePage"]
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    preview_modes: ClassVar[list[tuple[str, str]]] = []
    search_auto_update = False

    class Privacy:
        public = ("page_ptr",)


class ArticlePage(Page):
    """One article, video, podcast, infographic or condition page."""

    public_id = PublicIdField()
    kind = models.CharField(max_length=12, choices=ArticleKind.choices, default=ArticleKind.ARTICLE)
    summary = models.CharField(max_length=400, blank=True)
    language = models.CharField(max_length=8, default="en")
    audience = models.CharField(max_length=60, blank=True)  # words of vocabulary.Reader between spaces
    # names of conditions, one per line as people say them; their slugs between spaces, for the index and the hub
    conditions = models.TextField(blank=True)
    condition_slugs = models.CharField(max_length=600, blank=True, default="", editable=False)
    prevents = models.BooleanField(_("about staying well"), default=False)  # stands on the shelf of prevention
    author = models.ForeignKey("people.Member", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    clinical_reviewer = models.ForeignKey(
        "people.Member", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    plain_reviewer = models.ForeignKey(
        "people.Member", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    funding = models.CharField(max_length=300, blank=True)
    interests = models.CharField(max_length=400, blank=True)
    ai_role = models.CharField(max_length=9, choices=AiRole.choices, default=AiRole.NONE)
    shows_patient = models.BooleanField(default=False)
    authorization = models.ForeignKey(
        "people.Authorization", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    body = StreamField(blocks.BODY, blank=True)
    sources = StreamField(blocks.SOURCES, blank=True)
    editions = StreamField(blocks.EDITIONS, blank=True)
    written_on = models.DateField(null=True, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)
    review_by = models.DateField(null=True, blank=True)

    parent_page_types: ClassVar[list[str]] = ["library.LibraryRoot"]
    subpage_types: ClassVar[list[str]] = []
    # the desk shows how it will look, with what the guard says beside it
    preview_modes: ClassVar[list[tuple[str, str]]] = []
    # the site's own index says who finds what (platform.search)
    search_auto_update = False
    base_form_class = ArticleForm
    exclude_fields_in_copy: ClassVar[list[str]] = ["public_id"]

    content_panels = [
        *Page.content_panels,
        FieldPanel("kind"),
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("sources"),
        FieldPanel("editions"),
    ]
    promote_panels = [
        FieldPanel("slug"),
        MultiFieldPanel(
            [
                FieldPanel("author"),
                FieldPanel("clinical_reviewer"),
                FieldPanel("plain_reviewer"),
                FieldPanel("funding"),
                FieldPanel("interests"),
                FieldPanel("ai_role"),
                FieldPanel("shows_patient"),
                FieldPanel("authorization"),
            ],
            heading=_("Who answers for it"),
        ),
        MultiFieldPanel(
            [FieldPanel("language"), FieldPanel("audience"), FieldPanel("conditions"), FieldPanel("prevents")],
            heading=_("For whom"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("written_on", widget=blocks.day_input()),
                FieldPanel("review_by", widget=blocks.day_input()),
            ],
            heading=_("Days"),
        ),
    ]
    settings_panels: ClassVar[list[Any]] = []

    class Privacy:
        public = (
            "page_ptr",
            "public_id",
            "kind",
            "summary",
            "language",
            "audience",
            "conditions",
            "condition_slugs",
            "prevents",
            "funding",
            "interests",
            "ai_role",
            "shows_patient",
            "body",
            "sources",
            "editions",
            "written_on",
            "reviewed_on",
            "review_by",
        )
        # shown as the professional they are where a licence was checked; whose account it is, is nobody's business
        personal = ("author", "clinical_reviewer", "plain_reviewer")
        pseudonymous = ("authorization",)

    def get_url_parts(self, request: object = None) -> tuple[int, str, str] | None:
        """Pages are drawn by our own views; Wagtail's editor links to them."""
        return (1, "", reverse("article-show", args=[self.slug])) if self.live else None
