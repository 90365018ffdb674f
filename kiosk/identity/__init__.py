"""Faces, liveness, OCR and documents, as functions over frames."""
