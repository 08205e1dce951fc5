"""The tour: scenes that a visitor plays. What they are made of; the pages stand in ``web.views.tour``."""
