"""What is compressed is read back by any browser."""

from __future__ import annotations

import gzip

from cuaderno.web.squeezing import squeezed


def test_it_is_gzip_without_a_day_in_it() -> None:
    body = b"<td>38,525,000</td>\n" * 2000
    made = squeezed(body)
    assert gzip.decompress(made) == body
    assert len(made) < len(body) / 10
    assert made == squeezed(body)
