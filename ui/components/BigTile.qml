pragma ComponentBehavior: Bound

import QtQuick
import ui.native
import ui.theme

// A large choice: icon, name, one sentence; or, in its place, why it cannot be chosen now.
Touch {
    id: tile

    property string glyph: ""
    property string summary: ""
    property string closed: ""
    property bool arrow: true
    property bool compact: false
    readonly property bool available: tile.closed === ""

    implicitHeight: Math.max(tile.compact ? 132 : 168, texts.height + 2 * (tile.compact ? Theme.gap : Theme.space))
    Accessible.name: tile.text + (tile.closed === "" ? "" : ", " + tile.closed)
    Accessible.description: tile.summary
    enabled: tile.available

    background: Rectangle {
        radius: Theme.radius
        color: tile.down ? Theme.pressedSoft : tile.available ? Theme.surface : "transparent"
        border.width: Theme.hairline
        border.color: tile.available ? Theme.control : Theme.line
    }
    contentItem: Item {
        Rectangle {
            id: badge
            visible: tile.glyph !== ""
            x: Theme.space
            anchors.verticalCenter: parent.verticalCenter
            width: tile.compact ? 96 : 104
            height: width
            radius: Theme.radius
            color: tile.available ? Theme.primarySoft : "transparent"
            IconItem {
                anchors.centerIn: parent
                width: 68
                height: 68
                name: tile.glyph
                color: tile.available ? Theme.primary : Theme.muted
            }
        }
        Column {
            id: texts
            x: badge.visible ? badge.x + badge.width + Theme.space : Theme.space + 8
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - x - (arrow.visible ? 96 : Theme.space)
            spacing: tile.available ? 0 : 8
            Label {
                width: parent.width
                text: tile.text
                font.pixelSize: Theme.body
                font.weight: Theme.bold
                color: tile.available ? Theme.ink : Theme.muted
                Accessible.ignored: true
            }
            Label {
                width: parent.width
                visible: text !== ""
                text: tile.summary
                font.pixelSize: Theme.small
                color: Theme.muted
                Accessible.ignored: true
            }
            Row {
                visible: !tile.available
                spacing: 12
                IconItem {
                    y: (reason.height - height) / 2
                    width: 36
                    height: 36
                    name: "info-circle"
                    color: Theme.warning
                }
                Label {
                    id: reason
                    width: Math.min(implicitWidth, texts.width - 48)
                    text: tile.closed
                    font.pixelSize: Theme.small
                    color: Theme.warning
                    Accessible.ignored: true
                }
            }
        }
        IconItem {
            id: arrow
            visible: tile.available && tile.arrow
            x: parent.width - width - Theme.space
            anchors.verticalCenter: parent.verticalCenter
            width: 52
            height: 52
            name: "chevron-right"
            color: Theme.primary
        }
    }
}
