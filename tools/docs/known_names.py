"""Sphinx extension: a name in a page exists, or the build says so; those that have a reference become links to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sightline import names
from sightline.cli._parser import COMMANDS
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from tools.docs.spelling import ATTRIBUTE, COMMAND, OBJECTS, in_any_code, in_one_word

_LOGGER = logging.getLogger(__name__)


class KnownNames(SphinxPostTransform):
    """Looks at every piece of code of a page."""

    default_priority = 5

    def run(self, **_: Any) -> None:
        for block in self.document.findall(nodes.literal_block):
            self._say(block, in_any_code(block.astext()))
        for piece in list(self.document.findall(nodes.literal)):
            self._say(piece, in_any_code(piece.astext()))
            self._say(piece, in_one_word(piece.astext(), self.config.names_that_are_free))
            self._link(piece)

    def _say(self, node: nodes.Node, faults: Iterator[str]) -> None:
        for fault in faults:
            _LOGGER.warning(fault, location=node, type="names")

    def _link(self, piece: nodes.literal) -> None:
        place = self._reference_of(piece.astext())
        inside = isinstance(piece.parent, nodes.reference | nodes.title | nodes.term)
        if place is None or inside or place[0] == self.env.docname:
            return
        address = self.env.app.builder.get_relative_uri(self.env.docname, place[0])
        link = nodes.reference("", "", internal=True, refuri=f"{address}#{place[1]}")
        piece.replace_self(link)
        link += piece

    def _reference_of(self, text: str) -> tuple[str, str] | None:
        """(page, anchor) of what explains this name."""
        if (found := COMMAND.match(text)) and found[1] in COMMANDS:
            return "reference/cli", f"sightline-{found[1]}"
        if names.find(text) is not None:
            return "reference/names", text
        spelled = text.partition("(")[0]
        if found := ATTRIBUTE.match(text):
            owners = [one.__name__ for one in OBJECTS.get(found[1], ()) if hasattr(one, found[2])]
            spelled = f"{owners[0]}.{found[2]}" if owners else spelled
        known = self.env.domains.python_domain.objects.items() if "." in spelled else ()
        return next(((one.docname, one.node_id) for name, one in known if f".{name}".endswith(f".{spelled}")), None)


def setup(app: Sphinx) -> dict[str, bool]:
    """Called by Sphinx."""
    app.add_config_value("names_that_are_free", frozenset(), "env", [frozenset])
    app.add_post_transform(KnownNames)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
