"""Rows of the library. Each noun has a file of its own."""

from __future__ import annotations

from dayroom.apps.library.models.articles import ArticlePage, LibraryRoot
from dayroom.apps.library.models.pictures import ArticlePicture, ArticleRendition, Recording
from dayroom.apps.library.models.reviews import Decision, ReadingWish, ReviewTask, Standing, Unclear

__all__ = [
    "ArticlePage",
    "ArticlePicture",
    "ArticleRendition",
    "Decision",
    "LibraryRoot",
    "ReadingWish",
    "Recording",
    "ReviewTask",
    "Standing",
    "Unclear",
]
