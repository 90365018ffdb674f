"""`main.py devices …`: what is connected, which drivers there are, whether a configured device works."""
