"""Dayroom: the health community that anyone can run themselves."""
