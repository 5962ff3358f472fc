"""What the docs are built with besides Sphinx: the generated pages, and the check of every name that a page writes."""
