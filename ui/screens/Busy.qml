pragma ComponentBehavior: Bound

import QtQuick
import ui.theme
import ui.components

// Something takes a while.
Page {
    id: screen

    Column {
        parent: screen
        x: Theme.margin
        y: (screen.height - height) / 2 - Theme.margin
        width: screen.width - 2 * Theme.margin
        spacing: Theme.margin

        Spinner {
            anchors.horizontalCenter: parent.horizontalCenter
            width: 200
            height: 120
        }
        Label {
            objectName: "busy-title"
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: Words.say(screen.view.title)
            font.pixelSize: Theme.heading
            font.weight: Theme.bold
            Accessible.role: Accessible.AlertMessage
        }
    }
}
