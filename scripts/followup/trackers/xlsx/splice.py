"""A stream of bytes with edits made in it, in constant memory."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from followup.trackers.xlsx.errors import WorkbookError
from followup.trackers.xlsx.markup import Edit


def spliced_stream(chunks: Iterable[bytes], edits: list[Edit]) -> Iterator[bytes]:
    """The stream with the edits made; edits are sorted and do not overlap."""
    for left, right in pairwise(edits):
        if right[0] < left[1]:
            raise WorkbookError("would have been written twice in one place; it is unchanged")
    source = Source(chunks)
    for start, end, new in edits:
        yield from source.until(start)
        source.skip(end)
        yield new
    yield from source.rest()


class Source:
    """A stream of bytes that can be read up to an offset."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._buffer = memoryview(b"")
        self._at = 0

    def until(self, offset: int) -> Iterator[bytes]:
        """What stands before that offset."""
        while self._at < offset:
            yield bytes(self._take(offset - self._at))

    def skip(self, offset: int) -> None:
        """Leave out what stands before that offset."""
        while self._at < offset:
            self._take(offset - self._at)

    def rest(self) -> Iterator[bytes]:
        """All that is left."""
        yield bytes(self._buffer)
        yield from self._chunks

    def _take(self, size: int) -> memoryview:
        while not self._buffer:
            chunk = next(self._chunks, None)
            if chunk is None:
                raise WorkbookError("ended early when it was read again; it is unchanged")
            self._buffer = memoryview(chunk)
        taken, self._buffer = self._buffer[:size], self._buffer[size:]
        self._at += len(taken)
        return taken
