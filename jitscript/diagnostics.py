"""Where things are in the user's source, and the errors that name those places.

`Span` is a place; `Diagnostic` one error with words; `render` prints it with the source excerpt
underlined; `CompileError` carries all diagnostics of a function. A leaf: imports nothing of the
package, so that every part can use it.
"""

from __future__ import annotations

from collections.abc import Sequence

# The files of library code begin so, wherever jitscript is installed: they are the same in every
# module file, and tracebacks leave their frames out.
LIBRARY = "<jitscript>/library/"


class Span:
    """A range of source text. Lines count from 1, columns from 0 (UTF-8 bytes, as in `ast`).

    `caller` is the call site into which the code at this span was inlined, or None.
    """

    __slots__ = ("caller", "col", "end_col", "end_line", "file", "function", "line")

    def __init__(
        self,
        file: str,
        line: int,
        col: int = 0,
        end_line: int = 0,
        end_col: int = 0,
        function: str = "",
        caller: Span | None = None,
    ):
        self.file, self.line, self.col = file, line, col
        self.end_line, self.end_col = end_line or line, end_col
        self.function = function
        self.caller = caller

    def frames(self) -> list[Span]:
        """The places that a traceback shows, innermost first. As in CPython, builtins have none."""
        found = []
        here: Span | None = self
        while here is not None:
            if here.line and not here.file.startswith(LIBRARY):
                found.append(here)
            here = here.caller
        return found

    def called_from(self, site: Span, made: dict[Span, Span] | None = None) -> Span:
        """This span as it appears when its function is inlined at `site`. `made`: what other spans
        became there, which have most of their callers in common."""
        made = {} if made is None else made
        found = made.get(self)
        if found is None:
            caller = self.caller.called_from(site, made) if self.caller is not None else site
            found = made[self] = Span(
                self.file, self.line, self.col, self.end_line, self.end_col, self.function, caller
            )
        return found

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.col + 1}" if self.line else "<no source>"

    def __repr__(self) -> str:
        return f"Span({self})"


NO_SPAN = Span("", 0)


class Diagnostic:
    """One error as a user reads it.

    title: one line that says what is wrong. label: a few words under the underlined source.
    expected/found and reasons go to `notes`; `hint` is the one concrete thing to write instead.
    """

    __slots__ = ("hint", "label", "notes", "span", "title")

    def __init__(
        self,
        title: str,
        span: Span = NO_SPAN,
        label: str = "",
        notes: Sequence[str] = (),
        hint: str = "",
    ):
        self.title, self.span, self.label = title, span, label
        self.notes, self.hint = tuple(notes), hint

    def render(self, source: str | None = None) -> str:
        """The message with its source excerpt. `source` is the file's text where it is known;
        otherwise `linecache` is asked."""
        lines = [f"error: {self.title}"]
        if self.span.line:
            lines.append(f"  --> {self.span}")
            lines += _excerpt(self.span, self.label, source)
        lines += [f"  note: {note}" for note in self.notes]
        if self.hint:
            lines.append(f"  hint: {self.hint}")
        return "\n".join(lines)

    def __repr__(self) -> str:
        return f"<Diagnostic {self.title!r} at {self.span}>"


class CompileError(Exception):
    """A function cannot be compiled. `diagnostics` lists every error found, in source order."""

    __module__ = "jitscript"  # where users import it from

    def __init__(self, diagnostics: Sequence[Diagnostic], sources: dict[str, str] | None = None):
        self.diagnostics = list(diagnostics)
        self.sources = sources or {}
        super().__init__(self._message())

    def _message(self) -> str:
        texts = [d.render(self.sources.get(d.span.file)) for d in self.diagnostics]
        return "\n\n".join(texts)

    def __str__(self) -> str:
        return "\n" + self._message()


def _excerpt(span: Span, label: str, source: str | None) -> list[str]:
    if source is not None:
        split = source.splitlines()
        text = split[span.line - 1] if 0 < span.line <= len(split) else ""
    else:
        import linecache  # with `re`: a program without errors starts without

        text = linecache.getline(span.file, span.line).rstrip("\n")
    if not text.strip():
        return []
    raw = text.encode()
    start = max(len(raw[: span.col].decode(errors="replace")), len(text) - len(text.lstrip()))
    one_line = span.end_line == span.line and span.end_col > span.col
    end = len(raw[: span.end_col].decode(errors="replace")) if one_line else len(text)
    width = len(str(span.line))
    pad = " " * width
    mark = " " * start + "^" * max(1, end - start)
    return [
        f"{pad} |",
        f"{span.line} | {text}",
        f"{pad} | {mark}{' ' + label if label else ''}",
    ]
