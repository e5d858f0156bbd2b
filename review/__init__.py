"""soat reads a draft normative act and says what a reviewer must look at, with the words and the law behind it."""

__version__ = "0.1.0"
