"""The JSON-LD context of notes: that of the W3C Web Annotation model, and terms of our own for what it has no word for.

Source: https://www.w3.org/TR/json-ld11/#json-literals . Values with a shape of their own (boxes, the way through the
sections) are JSON literals: otherwise an RDF program would take their parts for a set without an order, or drop them.
"""

from __future__ import annotations

_OWN = "urn:verbale:terms:"
_WITH_SHAPE = ("rects", "sections", "metadata", "corrections", "otherWords", "shared")

CONTEXT: list[object] = [
    "http://www.w3.org/ns/anno.jsonld",
    {"verbale": _OWN, **{f"verbale:{name}": {"@id": f"{_OWN}{name}", "@type": "@json"} for name in _WITH_SHAPE}},
]
