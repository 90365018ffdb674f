pragma ComponentBehavior: Bound

import QtQuick
import ui.theme
import ui.components

// The checks that were made, newest first.
Page {
    id: screen

    title: qsTrId("diagnostics.history")
    help: screen.view.checks.length === 0 ? qsTrId("history.none") : qsTrId("history.help")

    ScrollPane {
        width: screen.bodyWidth
        height: screen.bodyHeight
        LogList {
            width: screen.bodyWidth
            lines: screen.view.checks
        }
    }
}
