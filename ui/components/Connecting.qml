pragma ComponentBehavior: Bound

import QtQuick
import ui.theme

// While core is not there: calm, and nothing of anybody's.
Rectangle {
    color: Theme.page

    Column {
        anchors.centerIn: parent
        width: parent.width - 2 * Theme.margin
        spacing: Theme.space

        Spinner {
            anchors.horizontalCenter: parent.horizontalCenter
            width: 120
            height: 120
        }
        Label {
            objectName: "connecting"
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: qsTrId("connecting.title")
            font.pixelSize: Theme.heading
            font.weight: Theme.bold
        }
        Label {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: qsTrId("connecting.body")
            color: Theme.muted
        }
    }
}
