from __future__ import annotations

from django.db import models

from dayroom.apps.communities.vocabulary import ReactionKind


class Reaction(models.Model):
    """An answer in two words. There is no downvote."""

    post = models.ForeignKey("communities.Post", on_delete=models.CASCADE, related_name="reaction_rows")
    member = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=9, choices=ReactionKind.choices)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "member", "kind"], name="reaction_once")]
        indexes = [models.Index(fields=["member", "-made_at"])]

    class Privacy:
        pseudonymous = ("id", "post", "kind", "made_at")
        health = ("member",)  # "same here" says what somebody has


class Hashtag(models.Model):
    word = models.CharField(max_length=50, unique=True)  # lower case, without the sign

    class Privacy:
        public = ("id", "word")


class PostHashtag(models.Model):
    post = models.ForeignKey("communities.Post", on_delete=models.CASCADE, related_name="hashtags")
    hashtag = models.ForeignKey(Hashtag, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "hashtag"], name="hashtag_once")]
        indexes = [models.Index(fields=["hashtag", "-post"])]

    class Privacy:
        pseudonymous = ("id", "post", "hashtag")
