"""The floors beside which a page is measured: the least that the same bytes, rows and framework can cost."""
