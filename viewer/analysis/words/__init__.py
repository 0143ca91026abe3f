"""Words of six languages: the tables, letters evened out, names, ordinals, dates."""
