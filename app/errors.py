"""Two families of trouble.

AppError
 ├─ Expected      the world's fault: one sentence that says what happened, what is safe and what to do
 ├─ Several       many problems of one file, each an Expected
 └─ Cancelled     the user stopped a long work; nothing to say

Everything else is ours: it bursts, and the one presenter of errors reports it without private data.
"""

from __future__ import annotations


class AppError(Exception):
    """Root of what the program raises on purpose."""


class Expected(AppError):
    """A trouble of the world, with the sentence to show.

    Attributes:
        code: Stable English word for scripts (``wrong_passphrase``); part of the interface.
        sentence: What happened, what is safe, what to do, in the user's language.
        path: Where in a file (``contract.objectives[1].due_on``), if it is about a file.
        found: What stood there.
        expected: What was expected there.
    """

    def __init__(
        self,
        code: str,
        sentence: str,
        *,
        path: str | None = None,
        found: str | None = None,
        expected: str | None = None,
    ) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
        self.path = path
        self.found = found
        self.expected = expected


class Several(AppError):
    """All problems of one file, reported at once; nothing was written."""

    def __init__(self, problems: tuple[Expected, ...]) -> None:
        super().__init__("\n".join(problem.sentence for problem in problems))
        self.problems = problems


class Cancelled(AppError):
    """The user stopped a long work."""
