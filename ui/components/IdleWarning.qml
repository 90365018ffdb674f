pragma ComponentBehavior: Bound

import QtQuick
import ui.native
import ui.theme

// Before a visit ends for want of a touch: says when, and is put away by one touch.
Item {
    id: warning

    required property var idle
    property int remaining: 0

    signal stayed()

    visible: warning.idle !== null
    onIdleChanged: if (warning.idle)
        warning.remaining = warning.idle.seconds

    Timer {
        interval: 1000
        running: warning.visible
        repeat: true
        onTriggered: warning.remaining = Math.max(0, warning.remaining - 1)
    }
    MouseArea {
        anchors.fill: parent
        onPressed: warning.stayed()
    }
    Rectangle {
        anchors.fill: parent
        color: Theme.veil
    }
    Rectangle {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.margin, 952)
        height: column.height + 2 * Theme.margin
        radius: 2 * Theme.radius
        color: Theme.surface
        border.width: Theme.high ? 4 : 0
        border.color: Theme.line

        Column {
            id: column
            x: Theme.margin
            y: Theme.margin
            width: parent.width - 2 * Theme.margin
            spacing: Theme.space

            Rectangle {
                anchors.horizontalCenter: parent.horizontalCenter
                width: 176
                height: 176
                radius: 88
                color: Theme.primarySoft
                border.width: 6
                border.color: Theme.primary

                Label {
                    objectName: "idle-seconds"
                    anchors.centerIn: parent
                    text: String(warning.remaining)
                    font.pixelSize: 72
                    font.weight: Theme.bold
                    color: Theme.primary
                }
            }
            Label {
                objectName: "idle-title"
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                text: qsTrId("idle.title")
                font.pixelSize: Theme.heading
                font.weight: Theme.bold
                Accessible.role: Accessible.AlertMessage
            }
            Label {
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                color: Theme.muted
                text: Words.say({"id": "idle.body", "args": {"seconds": String(warning.remaining)}})
            }
            BigButton {
                objectName: "stay"
                width: parent.width
                text: qsTrId("idle.stay")
                onClicked: warning.stayed()
            }
        }
    }
}
