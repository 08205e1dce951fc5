"""Real input through a site of its own, one process a set: `python -m bench.listening.sets NAME` prints its figures.

What comes out are counts and rates, names of hashtags and of places; never the words of a post, never who wrote it.
"""
