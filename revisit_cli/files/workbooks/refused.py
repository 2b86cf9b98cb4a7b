"""The exception of the parsers for a file that cannot be read."""


class Refused(Exception):
    """A file cannot be read.

    ``name`` is the class of ``errors.workbooks.workbook`` that says why.
    ``what`` is a code of what the file is instead, where that is known, or the line at fault.
    """

    def __init__(self, name: str, what: str = "unknown") -> None:
        self.name = name
        self.what = what
        super().__init__(name)
