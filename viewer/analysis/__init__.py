"""Understanding: metadata, sections, languages and references, each with the Span it was read at."""
