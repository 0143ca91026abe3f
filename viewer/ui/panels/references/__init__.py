"""The references panel: the documents that this one refers to, by organ."""
