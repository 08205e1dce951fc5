"""One folder per network: what it can show, how it looks, how it is sent, found and taken down again."""
