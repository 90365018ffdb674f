pragma ComponentBehavior: Bound

import QtQuick
import ui.native
import ui.theme

// How something stands, by shape, colour and (beside it) word: never by colour alone.
IconItem {
    id: state

    property string mark: "unknown"

    readonly property var shapes: ({
        "works": "circle-check",
        "passed": "circle-check",
        "attention": "alert-triangle",
        "trouble": "alert-octagon",
        "failed": "alert-octagon",
        "unknown": "help-circle",
        "unsupported": "help-circle",
        "starting": "loader",
        "running": "loader",
        "waiting": "point-filled",
        "skipped": "player-stop"
    })
    readonly property var colours: ({
        "works": Theme.success,
        "passed": Theme.success,
        "attention": Theme.warning,
        "trouble": Theme.trouble,
        "failed": Theme.trouble,
        "starting": Theme.primary,
        "running": Theme.primary
    })
    readonly property color tone: state.colours[state.mark] ?? Theme.muted

    width: 56
    height: 56
    name: state.shapes[state.mark] ?? "help-circle"
    color: state.tone
}
