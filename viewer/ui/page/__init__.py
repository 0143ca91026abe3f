"""The page: what is drawn of it, what lies on it, and what the pointer and the keys do there."""
