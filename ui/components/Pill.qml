pragma ComponentBehavior: Bound

import QtQuick
import ui.native
import ui.theme

// A short state with its icon, or with dots while something goes on.
Rectangle {
    id: pill

    property string text: ""
    property string glyph: ""
    property bool busy: false
    property color tone: Theme.primary
    property color ground: Theme.primarySoft
    property int maximumWidth: 952

    width: row.width + 2 * Theme.space + 8
    height: Math.max(96, label.height + 2 * Theme.gap)
    radius: Math.min(height / 2, 48)
    color: pill.ground
    border.width: Theme.high ? 4 : 0
    border.color: pill.tone

    Row {
        id: row
        anchors.centerIn: parent
        spacing: Theme.gap

        Spinner {
            anchors.verticalCenter: parent.verticalCenter
            visible: pill.busy
            width: 64
            height: 48
            tone: pill.tone
        }
        IconItem {
            anchors.verticalCenter: parent.verticalCenter
            visible: !pill.busy && pill.glyph !== ""
            width: 48
            height: 48
            name: pill.glyph
            color: pill.tone
        }
        Label {
            id: label
            objectName: "guidance"
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, pill.maximumWidth - 2 * Theme.space - 96)
            text: pill.text
            color: pill.tone
            font.weight: Theme.bold
            Accessible.role: Accessible.AlertMessage
        }
    }
}
