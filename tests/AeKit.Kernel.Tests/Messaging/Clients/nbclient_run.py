"""Executes a notebook with nbclient and prints what its cells have shown."""

import sys

import nbformat
from nbclient import NotebookClient

path, kernel = sys.argv[1:]
notebook = nbformat.read(path, as_version=4)
NotebookClient(notebook, timeout=60, startup_timeout=60, kernel_name=kernel, allow_errors=True).execute()
nbformat.validate(notebook)
for cell in notebook.cells:
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        print(output.output_type, output.get("text") or data.get("text/plain") or output.get("ename"), sep=": ", end="\n")
