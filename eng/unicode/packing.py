"""The one encoding of our tables: unsigned LEB128 numbers, signed ones zigzagged first. `PackedReader` in Qa.Rules reads it."""


class Packer:
    def __init__(self, magic: str):
        self._bytes = bytearray()
        self.text(magic)

    def number(self, value: int) -> None:
        assert value >= 0
        while value >= 0x80:
            self._bytes.append(value & 0x7F | 0x80)
            value >>= 7
        self._bytes.append(value)

    def signed(self, value: int) -> None:
        self.number(value * 2 if value >= 0 else -value * 2 - 1)

    def text(self, value: str) -> None:
        encoded = value.encode("ascii")
        self.number(len(encoded))
        self._bytes += encoded

    def write(self, path: str) -> None:
        with open(path, "wb") as file:
            file.write(self._bytes)
        print(f"{path}: {len(self._bytes)} bytes")


def runs(values: list) -> list:
    """[(length, value)] of equal neighbours."""
    result = []
    for value in values:
        if result and result[-1][1] == value:
            result[-1][0] += 1
        else:
            result.append([1, value])
    return result
