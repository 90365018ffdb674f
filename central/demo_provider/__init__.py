"""A provider that the demonstration's staff sign in at, made of Authlib's grants. No part of a real installation."""
