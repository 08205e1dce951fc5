"""What the library offers to lower apps; a file for each noun."""

from dayroom.apps.library.plugs import articles, learning, news

__all__ = ["articles", "learning", "news"]
