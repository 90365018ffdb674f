import QtQuick
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
        width: screen.bodyWidth
        height: screen.bodyHeight
        spacing: Theme.space

        Rows {
            width: parent.width
            rows: screen.view.rows
            onChange: field => screen.choose("change:" + field)
        }
        Label {
            width: parent.width
            visible: Words.pick(screen.view.declaration) !== ""
            text: qsTrId("review.declaration") + Words.pick(screen.view.declaration)
            font.pixelSize: Theme.small
            color: Theme.muted
        }
    }
}
