"""The models in which every stage speaks (the report's contract) and the coded errors.

Nothing here imports a stage. Field meanings are those of the published report schema
(``soat.report/1``); the JSON Schema is generated from :class:`review.contract.report.Report`.
"""
