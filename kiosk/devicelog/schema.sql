CREATE TABLE events (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    wall REAL NOT NULL,
    device TEXT NOT NULL,
    device_class TEXT NOT NULL,
    health TEXT NOT NULL,
    reason TEXT NOT NULL,
    action TEXT NOT NULL
) STRICT;
CREATE INDEX events_of_device ON events (device, sequence);

CREATE TABLE checks (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    wall REAL NOT NULL,
    device TEXT NOT NULL,
    device_class TEXT NOT NULL,
    level TEXT NOT NULL,
    verdict TEXT NOT NULL,
    reason TEXT NOT NULL,
    milliseconds REAL NOT NULL,
    asked_by TEXT NOT NULL
) STRICT;
CREATE INDEX checks_of_device ON checks (device, sequence);

CREATE TABLE statistics (
    device TEXT NOT NULL,
    name TEXT NOT NULL,
    value ANY NOT NULL,
    PRIMARY KEY (device, name)
) STRICT, WITHOUT ROWID;
