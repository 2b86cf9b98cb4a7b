"""A person who types from a script; what was asked is kept."""

from collections.abc import Callable


class Typist:
    """Answers each prompt with the next line; the end of the lines is the end of input."""

    def __init__(self, *lines: str) -> None:
        self.lines = list(lines)
        self.prompts: list[str] = []

    def __call__(self, prompt: str) -> str:
        self.prompts.append(prompt)
        if not self.lines:
            raise EOFError
        return self.lines.pop(0)


def left(typist: Typist, ask: Callable[[Typist], object]) -> tuple[object, list[str]]:
    """Return what a question came to and which lines were left over."""
    return ask(typist), typist.lines
