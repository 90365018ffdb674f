pragma ComponentBehavior: Bound

import QtQuick
import ui.native
import ui.theme

// One key of the screen's keyboards.
Touch {
    id: key

    property string glyph: ""
    property bool strong: false

    focusPolicy: Qt.NoFocus
    background: Rectangle {
        radius: 12
        color: key.strong ? (key.down ? Theme.primaryPressed : Theme.primary) : (key.down ? Theme.pressedSoft : Theme.surface)
        border.width: Theme.high ? 3 : 0
        border.color: Theme.line
    }
    contentItem: Item {
        Label {
            anchors.centerIn: parent
            visible: key.glyph === ""
            text: key.text
            font.pixelSize: key.text.length > 1 ? 40 : 48
            font.weight: key.strong ? Theme.bold : Font.Normal
            color: key.strong ? Theme.primaryInk : Theme.ink
            wrapMode: Text.NoWrap
            Accessible.ignored: true
        }
        IconItem {
            anchors.centerIn: parent
            visible: key.glyph !== ""
            width: 52
            height: 52
            name: key.glyph
            color: Theme.ink
        }
    }
}
