pragma ComponentBehavior: Bound

import QtQuick
import ui.native
import ui.theme

// A text with an icon: the other ways (back, help, leave).
Touch {
    id: button

    property string glyph: ""
    property color tone: Theme.muted

    implicitWidth: row.implicitWidth + 2 * Theme.space

    background: Rectangle {
        radius: Theme.radius
        color: button.down ? Theme.pressedSoft : "transparent"
    }
    contentItem: Item {
        Row {
            id: row
            anchors.centerIn: parent
            spacing: 12

            IconItem {
                anchors.verticalCenter: parent.verticalCenter
                visible: button.glyph !== ""
                width: 44
                height: 44
                name: button.glyph
                color: button.tone
            }
            Label {
                anchors.verticalCenter: parent.verticalCenter
                text: button.text
                color: button.tone
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
        }
    }
}
