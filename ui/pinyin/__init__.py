"""Chinese from pinyin: a table of words, and what to offer for the letters typed so far."""
