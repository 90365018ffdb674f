CREATE TABLE submissions (
    reference       TEXT PRIMARY KEY,
    sequence        INTEGER NOT NULL UNIQUE,
    kiosk_id        TEXT NOT NULL,
    key_id          TEXT NOT NULL,
    sealed          BLOB NOT NULL,
    signature       BLOB NOT NULL,
    idempotency_key TEXT NOT NULL UNIQUE,
    committed_at    REAL NOT NULL,
    -- waiting: surely not received; sent: perhaps received, no answer yet; answered and refused are final
    state           TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'answered', 'refused')),
    attempts        INTEGER NOT NULL DEFAULT 0,
    changed_at      REAL NOT NULL,
    answer          TEXT,
    cause           TEXT
) STRICT;

CREATE INDEX submissions_unsettled ON submissions (sequence) WHERE state IN ('waiting', 'sent');

CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO meta VALUES ('sequence', 0);

CREATE TABLE audit (
    number      INTEGER PRIMARY KEY,
    at          TEXT NOT NULL,
    event       TEXT NOT NULL,
    disposition TEXT NOT NULL,
    fields      TEXT NOT NULL,
    hash        BLOB NOT NULL
) STRICT;

CREATE TABLE audit_heads (
    number    INTEGER PRIMARY KEY,
    at        TEXT NOT NULL,
    signature BLOB NOT NULL
) STRICT;
