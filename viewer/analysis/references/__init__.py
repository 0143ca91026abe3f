"""What a document cites, in six languages.

``finding.reference_steps`` is the whole of it, in three passes over the pieces of a text:

1. What is written. ``citable`` folds a piece and finds words, bodies and sentences in it. ``named`` finds symbols and
   treaties. Citations by number come from ``citations`` (numbers behind the word for a resolution, which
   ``number_lists`` reads), ``chinese_lists`` (numbers before it), ``line_lists`` (numbers that begin lines under a
   heading) and ``stray_pairs`` (numbers apart from it). ``numbering`` says how numbers are written, ``apart`` which of
   them need no word beside them, ``pins`` how parts are; ``citewords`` compiles resources/references.toml.
2. What the document is and says clearly: ``setting``.
3. Which document each citation names: ``resolving``, ``bare_numbers`` and the tables of ``years``; ``headings`` says
   which mentions are names of what is printed, and cite nothing.
"""
