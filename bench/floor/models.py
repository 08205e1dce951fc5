"""The measured site's own tables, as a tutorial would map them."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class Author(AbstractBaseUser):
    handle = models.CharField(max_length=24)
    email = models.EmailField(unique=True)

    objects = BaseUserManager()
    USERNAME_FIELD = "email"

    class Meta:
        managed = False
        db_table = "people_member"

    is_active = True


class Community(models.Model):
    slug = models.CharField(max_length=60)
    name = models.CharField(max_length=80)

    class Meta:
        managed = False
        db_table = "communities_community"


class Topic(models.Model):
    public_id = models.CharField(max_length=20)
    title = models.CharField(max_length=140)
    community = models.ForeignKey(Community, on_delete=models.CASCADE)

    class Meta:
        managed = False
        db_table = "communities_topic"


class Post(models.Model):
    public_id = models.CharField(max_length=20)
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="posts")
    author = models.ForeignKey(Author, null=True, on_delete=models.SET_NULL)
    position = models.IntegerField()
    body_html = models.TextField()
    made_at = models.DateTimeField()
    state = models.CharField(max_length=9)
    reactions = models.JSONField()

    class Meta:
        managed = False
        db_table = "communities_post"
