"""A receipt printer that speaks ESC/POS: parser, mechanism, paper, and its rendering."""
