"""The one form of our tables: a heading of 16 bytes, the number of sections, where each starts and ends, and then the sections,
little-endian arrays, each at a multiple of 8. They are used where they lie in the assembly (`EmbeddedTable` in Qa.Rules), so
that starting costs nothing; that is worth more to a command that runs for a tenth of a second than the 200 KB are."""

import struct

class TableFile:
    def __init__(self, heading: str):
        assert len(heading) == 16
        self._heading = heading.encode("ascii")
        self._sections = []

    def add(self, kind: str, values) -> None:
        self._sections.append(struct.pack(f"<{len(values)}{kind}", *values))

    def add_paged(self, kind: str, values) -> None:
        """Two sections: the number of each page of 256, and the pages, equal ones once. Values end where the last non-zero page does."""
        pages, numbers = {}, []
        last = max(index for index, value in enumerate(values) if value) >> 8
        for start in range(0, (last + 1) << 8, 256):
            page = tuple(values[start:start + 256])
            page += (0,) * (256 - len(page))
            numbers.append(pages.setdefault(page, len(pages)))
        self.add("H", numbers)
        self.add(kind, [value for page in pages for value in page])

    def write(self, path: str) -> None:
        position = 20 + 8 * len(self._sections)
        offsets, body = [], b""
        for section in self._sections:
            padding = -(position + len(body)) % 8
            body += b"\0" * padding
            offsets += [position + len(body), position + len(body) + len(section)]
            body += section
        with open(path, "wb") as file:
            file.write(self._heading + struct.pack(f"<{len(offsets) + 1}i", len(self._sections), *offsets) + body)
        print(f"{path}: {position + len(body)} bytes in sections of {[len(section) for section in self._sections]}")
