pragma ComponentBehavior: Bound

import QtQuick
import ui.native
import ui.theme

// One line about what goes on beside the screen: printing, kept safely, offline.
Rectangle {
    id: strip

    required property var message

    height: Theme.stripHeight
    color: Theme.high ? "#000000" : Theme.warningSoft

    Row {
        anchors.centerIn: parent
        spacing: Theme.gap

        IconItem {
            anchors.verticalCenter: parent.verticalCenter
            width: 40
            height: 40
            name: "info-circle"
            color: Theme.warning
        }
        Label {
            objectName: "strip"
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, strip.width - 120)
            text: Words.say(strip.message)
            font.pixelSize: Math.min(Theme.small, 36)
            color: Theme.warning
            lineHeight: 0.86
        }
    }
}
