"""Execute every notebook in place of a reader: ``python -m notebooks.run [NAME...] [--write]``.

Fails on the first cell that raises. With ``--write`` the outputs are stored in the notebooks; in CI they are not.
"""

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

HERE = Path(__file__).resolve().parent


def main(arguments: list[str]) -> int:
    """Run the notebooks named (all by default) and say how each ended."""
    write = "--write" in arguments
    wanted = [a for a in arguments if not a.startswith("--")]
    paths = [p for p in sorted(HERE.glob("*.ipynb")) if not wanted or p.stem in wanted]
    for path in paths:
        notebook = nbformat.read(path, as_version=4)
        NotebookClient(notebook, timeout=900, resources={"metadata": {"path": str(HERE.parent)}}).execute()
        if write:
            nbformat.write(notebook, path)
        sys.stdout.write(f"{path.name}: executed, {len(notebook.cells)} cells\n")
    return 0 if paths else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
