"""One byte range of a file (RFC 9110, section 14); several ranges get the whole file, as it allows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fastapi import HTTPException

_ONE_RANGE = re.compile(r"bytes=\s*([0-9]{0,18})-([0-9]{0,18})\s*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Part:
    start: int
    length: int
    is_partial: bool


def requested_range(header: str | None, *, if_range: str | None, etag: str, size: int) -> Part:
    """The part of the file that was asked for; the whole where the header is none of ours to read.

    Raises: HTTPException 416, where the range lies outside the file.
    """
    whole = Part(0, size, is_partial=False)
    match = _ONE_RANGE.fullmatch(header or "")
    if match is None or (if_range is not None and if_range != etag) or match[0].strip() == "bytes=-":
        return whole
    first, last = match[1], match[2]
    if not first:
        length = min(int(last), size)
        start = size - length
    else:
        start = int(first)
        length = min(int(last) if last else size - 1, size - 1) - start + 1
        if last and int(last) < start:
            return whole
    if length <= 0:
        raise HTTPException(
            416,
            f"The file has {size} bytes; the range asked for lies outside of it.",
            headers={"Content-Range": f"bytes */{size}"},
        )
    return Part(start, length, is_partial=True)
