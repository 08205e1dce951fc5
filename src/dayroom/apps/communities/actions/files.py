"""Files of posts in private storage."""

from dayroom.platform.files import delete_files, keep_file, path_of

__all__ = ["delete_files", "keep_file", "path_of"]
