"""The words everyone speaks: places, texts, documents, references and annotations. Standard library only."""
