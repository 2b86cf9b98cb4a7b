"""What of Pygments is asked for, by Rich's tracebacks: PyInstaller's own hook takes all languages."""

hiddenimports = [
    "pygments.lexers.python",
    "pygments.lexers.special",
    "pygments.styles.default",
    "pygments.styles.monokai",
]
