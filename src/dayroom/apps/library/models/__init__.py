"""Rows of the library. Each noun has a file of its own."""

from __future__ import annotations

from dayroom.apps.library.models.articles import ArticlePage, LibraryRoot
from dayroom.apps.library.models.courses import Course, CourseQuestion, Enrolment, Lesson, LessonDone
from dayroom.apps.library.models.directory import Service, ServiceTip
from dayroom.apps.library.models.finding import Findable
from dayroom.apps.library.models.news import NewsItem, NewsSource
from dayroom.apps.library.models.pictures import ArticlePicture, ArticleRendition, Recording
from dayroom.apps.library.models.reviews import Decision, ReadingWish, ReviewTask, Standing, Unclear
from dayroom.apps.library.models.words import Word

__all__ = [
    "ArticlePage",
    "ArticlePicture",
    "ArticleRendition",
    "Course",
    "CourseQuestion",
    "Decision",
    "Enrolment",
    "Findable",
    "Lesson",
    "LessonDone",
    "LibraryRoot",
    "NewsItem",
    "NewsSource",
    "ReadingWish",
    "Recording",
    "ReviewTask",
    "Service",
    "ServiceTip",
    "Standing",
    "Unclear",
    "Word",
]
