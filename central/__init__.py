"""A reference HRSS central: acceptance, handling, feedback."""
