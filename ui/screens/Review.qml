pragma ComponentBehavior: Bound

import QtQuick
import ui.native
import ui.theme
import ui.components

// What will be sent, as a clean sheet, each line with where it came from and a way to change it.
Page {
    id: screen

    title: qsTrId("review.title")
    help: Words.pick(screen.view.service)
    primaryText: qsTrId("review.submit")
    primaryIcon: "send"
    onPressed: screen.choose("submit")

    ScrollPane {
        id: pane
        width: screen.bodyWidth
        height: screen.bodyHeight - (declaration.visible && !screen.wide ? declaration.height + Theme.space : 0)

        Rows {
            width: pane.columnWidth
            rows: screen.view.rows
            beside: screen.wide && !Theme.large
            sources: true
            onChange: field => screen.choose("change:" + field)
        }
    }
    // Always in sight: it is what the button below says yes to.
    Row {
        id: declaration
        visible: statement.text !== ""
        x: screen.wide ? -screen.leftWidth - Theme.margin : 0
        y: screen.wide ? screen.height - Theme.main - Theme.touch - Theme.space - 3 * Theme.gap - height : screen.bodyHeight - height
        width: screen.wide ? screen.leftWidth : screen.bodyWidth
        spacing: Theme.gap
        IconItem {
            y: 2
            width: 44
            height: 44
            name: "info-circle"
            color: Theme.muted
        }
        Label {
            id: statement
            objectName: "declaration"
            width: parent.width - 60
            text: Words.pick(screen.view.declaration)
            font.pixelSize: Theme.small
            color: Theme.muted
        }
    }
}
