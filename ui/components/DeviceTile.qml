pragma ComponentBehavior: Bound

import QtQuick
import ui.native
import ui.theme

// A device at a glance: what it is, how it stands, since when, what to do.
Touch {
    id: tile

    required property var entry
    readonly property bool fine: tile.entry.mark === "works"

    text: qsTrId("device." + tile.entry.kind)
    implicitHeight: Math.max(tile.fine ? 112 : 136, texts.height + 2 * Theme.gap)
    Accessible.description: qsTrId("mark." + tile.entry.mark) + ", " + Words.pick(tile.entry.reason)

    background: Rectangle {
        radius: Theme.radius
        color: tile.down ? Theme.pressedSoft : Theme.surface
        border.width: tile.fine ? Theme.hairline : 4
        border.color: tile.fine ? Theme.control : mark.tone
    }
    contentItem: Item {
        Rectangle {
            id: badge
            x: Theme.gap + 8
            anchors.verticalCenter: parent.verticalCenter
            width: 88
            height: 88
            radius: Theme.radius
            color: Theme.primarySoft
            IconItem {
                anchors.centerIn: parent
                width: 60
                height: 60
                name: Devices.icon(tile.entry.kind)
                color: Theme.primary
            }
        }
        Column {
            id: texts
            x: badge.x + badge.width + Theme.space
            anchors.verticalCenter: parent.verticalCenter
            width: state.x - x - Theme.gap
            Label {
                width: parent.width
                text: tile.text
                font.weight: Theme.bold
                lineHeight: 0.92
                Accessible.ignored: true
            }
            Label {
                objectName: "device-reason:" + tile.entry.id
                width: parent.width
                text: tile.fine ? Devices.since(tile.entry) || tile.entry.id : Words.pick(tile.entry.reason)
                font.pixelSize: Theme.small
                color: tile.fine ? Theme.muted : Theme.ink
                lineHeight: 0.92
                Accessible.ignored: true
            }
            Label {
                width: parent.width
                visible: text !== ""
                text: tile.fine ? "" : Devices.since(tile.entry)
                font.pixelSize: Theme.small
                color: Theme.muted
                lineHeight: 0.92
                Accessible.ignored: true
            }
        }
        Column {
            id: state
            x: parent.width - width - Theme.gap
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.large ? 208 : 168
            StateMark {
                id: mark
                anchors.horizontalCenter: parent.horizontalCenter
                mark: tile.entry.mark
            }
            Label {
                objectName: "device-mark:" + tile.entry.id
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                text: qsTrId("mark." + tile.entry.mark)
                font.pixelSize: Theme.small
                font.weight: Theme.bold
                color: mark.tone
                lineHeight: 0.92
                Accessible.ignored: true
            }
        }
    }
}
