pragma ComponentBehavior: Bound

import QtQuick
import ui.theme

// While core is not there: calm, in both languages, and nothing of anybody's.
Rectangle {
    color: Theme.page

    Column {
        anchors.centerIn: parent
        width: parent.width - 2 * Theme.margin
        spacing: Theme.space

        Image {
            anchors.horizontalCenter: parent.horizontalCenter
            visible: !Theme.high
            width: 120
            height: 120
            sourceSize: Qt.size(120, 120)
            source: Qt.resolvedUrl("../scene/hibiscus.svg")
        }
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
            text: qsTrId("connecting.title_other")
            font.pixelSize: Theme.body
            color: Theme.muted
        }
    }
}
