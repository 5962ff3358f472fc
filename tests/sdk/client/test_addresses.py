from urllib.parse import quote

from hypothesis import example, given
from hypothesis import strategies as st
from sightline._address import page_url, segment


@given(st.text())
@example("blood-cells_2")
@example("..")
@example("é/..?#%")
def test_a_name_is_one_segment_of_a_path_as_the_standard_library_quotes_it(name: str) -> None:
    assert segment(name) == quote(name, safe="")


def test_the_address_of_a_page() -> None:
    assert page_url("https://host:7410/", "blood cells", "a-b") == "https://host:7410/p/blood%20cells/e/a-b"
