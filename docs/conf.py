"""Sphinx makes the site of this folder: `make docs`. A dead link or a name that does not exist ends the build."""

import sys
from pathlib import Path

from sightline_server import __version__

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from tools.docs import reference  # noqa: E402

reference.write(HERE / "reference")

project = "Sightline"
version = release = __version__
extensions = ["myst_parser", "sphinx.ext.autodoc", "tools.docs.known_names"]
exclude_patterns = ["_*"]
nitpicky = True
# Only our own names have a page here; those of Python's library would need a network to be looked up.
nitpick_ignore_regex = [("py:.*", r"(?!sightline).*")]
#: Spellings that pages write although they are none: examples of what does not act, names of files and of groups.
names_that_are_free = frozenset({"test_split", "sightline.db", "sightline.commands"})

myst_heading_anchors = 3
default_role = "code"
smartquotes = False
add_module_names = False
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
python_maximum_signature_line_length = 88

html_theme = "furo"
html_title = f"Sightline {release}"
html_static_path = ["_static"]
html_css_files = ["sightline.css"]
templates_path = ["_templates"]
html_favicon = html_logo = "../ui/public/icon.svg"
html_copy_source = html_show_copyright = html_show_sphinx = False
html_use_index = html_domain_indices = False
html_sidebars = {
    "**": [
        "sidebar/brand.html",
        "sidebar/app.html",
        "sidebar/search.html",
        "sidebar/scroll-start.html",
        "sidebar/navigation.html",
        "sidebar/scroll-end.html",
    ]
}
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#2456d6", "color-brand-content": "#2456d6"},
    "dark_css_variables": {"color-brand-primary": "#8fb0ff", "color-brand-content": "#8fb0ff"},
}
