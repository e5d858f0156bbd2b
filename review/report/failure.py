"""An error in the form in which a report, a comparison or a consolidated text was asked for."""

import json

from review.contract.errors import ErrorReport


def failure(error: ErrorReport, form: str, what: str) -> str:
    """The page, the line or the coded object that stands where a document would; ``what`` could not be done ("soát")."""
    if form == "html":
        from review.report.html import error_to_html

        return error_to_html(error)
    if form == "text":
        return f"{error.file}: không {what} được ({error.code}). {error.message} {error.hint}".rstrip()
    return json.dumps(error.to_json(), ensure_ascii=False)
